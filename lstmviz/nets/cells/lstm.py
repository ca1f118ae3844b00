"""The LSTM as PyTorch has it: with a forget gate, without peepholes."""

from typing import TYPE_CHECKING

from lstmviz.languages import N_
from lstmviz.nets.cells.cell import Cell, Edit, Equation, Path, Quantity, Run, Values
from lstmviz.nets.cells.expression import Affine, Before, Now, Projection, sigmoid, tanh

if TYPE_CHECKING:
    from torch import Tensor

    from lstmviz.nets.weights import Weights

FORGET_GATE = Quantity(
    "forget_gate",
    "f",
    N_("forget gate"),
    "gate",
    1.0,
    "orange",
    N_("1 keeps, 0 drops"),
    N_("The share of the old cell state that stays: 1 keeps, 0 drops."),
)
INPUT_GATE = Quantity(
    "input_gate",
    "i",
    N_("input gate"),
    "gate",
    1.0,
    "green",
    N_("1 lets in"),
    N_("The share of the candidate that is written: 1 writes, 0 keeps it out."),
)
CANDIDATE = Quantity(
    "candidate",
    "g",
    N_("candidate"),
    "state",
    1.0,
    "purple",
    N_("what to write"),
    N_("What there is to write, made from the input and the hidden state before."),
)
CELL_STATE = Quantity(
    "cell",
    "c",
    N_("cell state"),
    "state",
    None,
    "gold",
    N_("the memory"),
    N_("The memory: what stays of the old cell state plus what is written."),
)
OUTPUT_GATE = Quantity(
    "output_gate",
    "o",
    N_("output gate"),
    "gate",
    1.0,
    "sky",
    N_("1 lets out"),
    N_("The share of the squashed memory that is shown: 1 shows it, 0 hides it."),
)
HIDDEN_STATE = Quantity(
    "hidden",
    "h",
    N_("hidden state"),
    "state",
    1.0,
    "indigo",
    N_("what is passed on"),
    N_("What the rest of the net, and the next step, see of the memory."),
)

f, i, g, c, o = map(Now, ("forget_gate", "input_gate", "candidate", "cell", "output_gate"))


def step(read: "Tensor", before: Values, weights: "Weights", edit: Edit) -> Values:
    """Gates lie in 0…1, the candidate in −1…1; `hidden` is P wide under a projection."""
    preactivations = read + weights.recurrent(before["hidden"])
    i, f, g, o = preactivations.chunk(4, dim=-1)  # (B, H) each
    forget_gate = edit("forget_gate", f.sigmoid())
    input_gate = edit("input_gate", i.sigmoid())
    candidate = edit("candidate", g.tanh())
    cell = edit("cell", (forget_gate * before["cell"]).addcmul(input_gate, candidate))
    output_gate = edit("output_gate", o.sigmoid())
    hidden = edit("hidden", weights.projected(output_gate * cell.tanh()))
    return {
        "forget_gate": forget_gate,
        "input_gate": input_gate,
        "candidate": candidate,
        "cell": cell,
        "output_gate": output_gate,
        "hidden": hidden,
    }


def opened(run: Run) -> Values:
    """All h before each step are known, so that only the cell is left to go through step by step."""
    input_gate, forget_gate, candidate, output_gate = run.preactivations(*CELL.blocks).unbind()
    for gate in (input_gate, forget_gate, output_gate):
        gate.sigmoid_()
    candidate.tanh_()
    return {
        "forget_gate": forget_gate,
        "input_gate": input_gate,
        "candidate": candidate,
        "cell": run.scan(keep=forget_gate, write=input_gate * candidate, state="cell"),
        "output_gate": output_gate,
        "hidden": run.hidden,
    }


CELL = Cell(
    name="lstm",
    title=N_("LSTM"),
    accent="gold",
    source="Hochreiter & Schmidhuber 1997, with the forget gate of Gers, Schmidhuber & Cummins 2000",
    blocks=("input_gate", "forget_gate", "candidate", "output_gate"),
    quantities=(FORGET_GATE, INPUT_GATE, CANDIDATE, CELL_STATE, OUTPUT_GATE, HIDDEN_STATE),
    states=("hidden", "cell"),
    equations=(
        Equation("forget_gate", sigmoid(Affine("forget_gate")), N_("how much of the old cell state stays")),
        Equation("input_gate", sigmoid(Affine("input_gate")), N_("how much of the candidate enters")),
        Equation("candidate", tanh(Affine("candidate")), N_("what there is to write")),
        Equation(
            "cell", f * Before("cell") + i * g, N_("old memory, filtered, plus new information, filtered")
        ),
        Equation("output_gate", sigmoid(Affine("output_gate")), N_("how much of the memory is let out")),
        Equation("hidden", o * tanh(c), N_("the memory, read out")),
    ),
    projected=Equation("hidden", Projection(o * tanh(c)), N_("the memory, read out and projected")),
    step=step,
    path=Path("cell", keep="forget_gate", write=i * g),
    opened=opened,
    module="LSTM",
    fused="lstm",
    diagram="lstm.svg",
    parts={"kept": f * Before("cell"), "written": i * g, "squashed cell": tanh(c)},
    milliseconds=0.011,
)
