"""The GRU, in PyTorch's form."""

from dataclasses import replace
from typing import TYPE_CHECKING

from lstmviz.languages import N_
from lstmviz.nets.cells.cell import Cell, Edit, Equation, Path, Quantity, Run, Values
from lstmviz.nets.cells.expression import Affine, Before, Now, sigmoid, tanh
from lstmviz.nets.cells.lstm import CANDIDATE, HIDDEN_STATE

if TYPE_CHECKING:
    from torch import Tensor

    from lstmviz.nets.weights import Weights

RESET_GATE = Quantity(
    "reset_gate",
    "r",
    N_("reset gate"),
    "gate",
    1.0,
    "orange",
    N_("0 hides the past"),
    N_("The share of the old state that the candidate sees: 1 all of it, 0 nothing."),
)
UPDATE_GATE = Quantity(
    "update_gate",
    "z",
    N_("update gate"),
    "gate",
    1.0,
    "green",
    N_("1 keeps, 0 renews"),
    N_("The share of the old state that stays: 1 keeps it, 0 puts the candidate in its place."),
)

r, z, n, h_before = Now("reset_gate"), Now("update_gate"), Now("candidate"), Before("hidden")


def step(read: "Tensor", before: Values, weights: "Weights", edit: Edit) -> Values:
    """The reset gate acts after the product U h, so that the candidate's second bias is inside it."""
    recalled = weights.recurrent(before["hidden"])
    r_read, z_read, n_read = read.chunk(3, dim=-1)  # (B, H) each
    r_recalled, z_recalled, n_recalled = recalled.chunk(3, dim=-1)  # (B, H) each
    reset_gate = edit("reset_gate", (r_read + r_recalled).sigmoid())
    update_gate = edit("update_gate", (z_read + z_recalled).sigmoid())
    candidate = edit("candidate", (n_read + reset_gate * n_recalled).tanh())
    hidden = edit("hidden", (1 - update_gate) * candidate + update_gate * before["hidden"])
    return {
        "reset_gate": reset_gate,
        "update_gate": update_gate,
        "candidate": candidate,
        "hidden": hidden,
    }


def opened(run: Run) -> Values:
    """All h before each step are known, so that nothing is left to go through step by step."""
    reset_gate, update_gate = run.preactivations("reset_gate", "update_gate").sigmoid_().unbind()
    read, recalled = (run.preactivations("candidate", part=part)[0] for part in ("input", "recurrent"))
    return {
        "reset_gate": reset_gate,
        "update_gate": update_gate,
        "candidate": read.addcmul(reset_gate, recalled).tanh_(),
        "hidden": run.hidden,
    }


CELL = Cell(
    name="gru",
    title=N_("GRU"),
    accent="green",
    source="Cho et al. 2014, in PyTorch's form",
    blocks=("reset_gate", "update_gate", "candidate"),
    quantities=(
        RESET_GATE,
        UPDATE_GATE,
        replace(CANDIDATE, symbol="n"),
        replace(HIDDEN_STATE, gloss=N_("the memory")),
    ),
    states=("hidden",),
    equations=(
        Equation(
            "reset_gate", sigmoid(Affine("reset_gate")), N_("how much of the old state the candidate sees")
        ),
        Equation("update_gate", sigmoid(Affine("update_gate")), N_("how much of the old state stays")),
        Equation(
            "candidate",
            tanh(Affine("candidate", "input") + r * Affine("candidate", "recurrent")),
            N_("what there is to write"),
        ),
        Equation("hidden", (1 - z) * n + z * h_before, N_("between the candidate and the old state")),
    ),
    step=step,
    path=Path("hidden", keep="update_gate", write=(1 - z) * n),
    opened=opened,
    module="GRU",
    fused="gru",
    diagram="gru.svg",
    parts={"kept": z * h_before, "written": (1 - z) * n},
    milliseconds=0.13,
)
