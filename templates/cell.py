"""Template of a cell; copy it to lstmviz/nets/cells/NAME.py. See CONTRIBUTING.md.

This one is the update-gate RNN, a GRU without its reset gate.
"""

from dataclasses import replace
from typing import TYPE_CHECKING

from lstmviz.languages import N_
from lstmviz.nets.cells.cell import Cell, Edit, Equation, Path, Run, Values
from lstmviz.nets.cells.expression import Affine, Before, Now, sigmoid, tanh
from lstmviz.nets.cells.gru import UPDATE_GATE
from lstmviz.nets.cells.lstm import CANDIDATE, HIDDEN_STATE

if TYPE_CHECKING:
    from torch import Tensor

    from lstmviz.nets.weights import Weights

z, n, h_before = Now("update_gate"), Now("candidate"), Before("hidden")


def step(read: "Tensor", before: Values, weights: "Weights", edit: Edit) -> Values:
    """One step as the paper writes it; every quantity passes through `edit` as soon as it is computed."""
    z_part, n_part = (read + weights.recurrent(before["hidden"])).chunk(2, dim=-1)  # (B, H) each
    update_gate = edit("update_gate", z_part.sigmoid())
    candidate = edit("candidate", n_part.tanh())
    hidden = edit("hidden", (1 - update_gate) * candidate + update_gate * before["hidden"])
    return {"update_gate": update_gate, "candidate": candidate, "hidden": hidden}


def opened(run: Run) -> Values:
    """All steps at once, where the hidden states are known. Leave it out where that is not enough."""
    update_gate, candidate = run.preactivations("update_gate", "candidate").unbind()
    return {"update_gate": update_gate.sigmoid(), "candidate": candidate.tanh(), "hidden": run.hidden}


CELL = Cell(
    name="ugrnn",  # in links, files and code
    title=N_("Update-gate RNN"),
    accent="sky",
    source="Collins, Sohl-Dickstein & Sussillo 2017",
    blocks=("update_gate", "candidate"),  # the rows of its weights, H each, in this order
    quantities=(UPDATE_GATE, replace(CANDIDATE, symbol="n"), HIDDEN_STATE),  # in the order of the step
    states=("hidden",),
    equations=(  # one a quantity: shown, checked against the step, run in the browser
        Equation("update_gate", sigmoid(Affine("update_gate")), N_("how much of the old state stays")),
        Equation("candidate", tanh(Affine("candidate")), N_("what there is to write")),
        Equation("hidden", (1 - z) * n + z * h_before, N_("between the candidate and the old state")),
    ),
    step=step,
    path=Path("hidden", keep="update_gate", write=(1 - z) * n),
    opened=opened,
)
