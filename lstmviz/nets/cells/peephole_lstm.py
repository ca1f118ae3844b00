"""The LSTM with peepholes: its gates read the cell state too."""

from typing import TYPE_CHECKING

from lstmviz.languages import N_
from lstmviz.nets.cells.cell import Cell, Edit, Equation, Path, Peephole, Values
from lstmviz.nets.cells.expression import Affine, Before, Now, UnitWeight, sigmoid, tanh
from lstmviz.nets.cells.lstm import CELL as LSTM

if TYPE_CHECKING:
    from torch import Tensor

    from lstmviz.nets.weights import Weights

f, i, g, c, o = map(Now, ("forget_gate", "input_gate", "candidate", "cell", "output_gate"))
c_before = Before("cell")
p_i, p_f, p_o = map(UnitWeight, ("weight_ci", "weight_cf", "weight_co"))


def step(read: "Tensor", before: Values, weights: "Weights", edit: Edit) -> Values:
    """The gates i and f read the cell as it was, o as it has become; so they cannot all be opened at once."""
    i, f, g, o = (read + weights.recurrent(before["hidden"])).chunk(4, dim=-1)  # (B, H) each
    forget_gate = edit("forget_gate", (f + weights["weight_cf"] * before["cell"]).sigmoid())
    input_gate = edit("input_gate", (i + weights["weight_ci"] * before["cell"]).sigmoid())
    candidate = edit("candidate", g.tanh())
    cell = edit("cell", forget_gate * before["cell"] + input_gate * candidate)
    output_gate = edit("output_gate", (o + weights["weight_co"] * cell).sigmoid())
    return {
        "forget_gate": forget_gate,
        "input_gate": input_gate,
        "candidate": candidate,
        "cell": cell,
        "output_gate": output_gate,
        "hidden": edit("hidden", output_gate * cell.tanh()),
    }


CELL = Cell(
    name="peephole-lstm",
    title=N_("LSTM with peepholes"),
    accent="sky",
    source="Gers & Schmidhuber 2000, “Recurrent nets that time and count”; Gers, Schraudolph & Schmidhuber "
    "2002",
    blocks=LSTM.blocks,
    quantities=LSTM.quantities,
    states=LSTM.states,
    equations=(
        Equation(
            "forget_gate",
            sigmoid(Affine("forget_gate") + p_f * c_before),
            N_("how much of the old cell state stays; it sees that state"),
        ),
        Equation(
            "input_gate",
            sigmoid(Affine("input_gate") + p_i * c_before),
            N_("how much of the candidate enters, seeing the old cell state"),
        ),
        Equation("candidate", tanh(Affine("candidate")), N_("what there is to write")),
        Equation("cell", f * c_before + i * g, N_("old memory, filtered, plus new information, filtered")),
        Equation(
            "output_gate",
            sigmoid(Affine("output_gate") + p_o * c),
            N_("how much of the memory is let out, seeing the new one"),
        ),
        Equation("hidden", o * tanh(c), N_("the memory, read out")),
    ),
    step=step,
    path=Path("cell", keep="forget_gate", write=i * g),
    peepholes=(
        Peephole("weight_ci", "input_gate", "p_i"),
        Peephole("weight_cf", "forget_gate", "p_f"),
        Peephole("weight_co", "output_gate", "p_o"),
    ),
    diagram="peephole-lstm.svg",
    parts=LSTM.parts,
)
