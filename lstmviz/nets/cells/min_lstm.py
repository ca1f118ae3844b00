"""The minLSTM: gates that read the input only, so that nothing but a scan has to wait for the step before."""

from dataclasses import replace
from typing import TYPE_CHECKING

from lstmviz.languages import N_
from lstmviz.nets.cells.cell import Cell, Edit, Equation, Path, Quantity, Run, Values
from lstmviz.nets.cells.expression import Affine, Before, Now, sigmoid
from lstmviz.nets.cells.lstm import CANDIDATE, FORGET_GATE, HIDDEN_STATE, INPUT_GATE

if TYPE_CHECKING:
    from torch import Tensor

    from lstmviz.nets.weights import Weights

FORGET_SHARE = Quantity(
    "forget_share",
    "f′",
    N_("share kept"),
    "gate",
    1.0,
    "gold",
    N_("1 keeps, 0 drops"),
    N_("The forget gate's part of both gates together: 1 keeps the old state, 0 drops it."),
)
INPUT_SHARE = Quantity(
    "input_share",
    "i′",
    N_("share written"),
    "gate",
    1.0,
    "sky",
    N_("1 writes"),
    N_("The input gate's part of both gates together: what is not kept is written."),
)

f, i, g = map(Now, ("forget_gate", "input_gate", "candidate"))
f_share, i_share = map(Now, ("forget_share", "input_share"))


def step(read: "Tensor", before: Values, weights: "Weights", edit: Edit) -> Values:
    """Gates and shares lie in 0…1; nothing squashes candidate and state, which lie where the data goes."""
    f, i, g = read.chunk(3, dim=-1)  # (B, H) each
    forget_gate, input_gate = edit("forget_gate", f.sigmoid()), edit("input_gate", i.sigmoid())
    candidate = edit("candidate", g)
    forget_share = edit("forget_share", forget_gate / (forget_gate + input_gate))
    input_share = edit("input_share", input_gate / (forget_gate + input_gate))
    return {
        "forget_gate": forget_gate,
        "input_gate": input_gate,
        "forget_share": forget_share,
        "input_share": input_share,
        "candidate": candidate,
        "hidden": edit("hidden", forget_share * before["hidden"] + input_share * candidate),
    }


def opened(run: Run) -> Values:
    """No gate reads the state: all of them open at once, from the inputs alone."""
    forget_gate, input_gate, candidate = run.preactivations(*CELL.blocks, part="input").unbind()
    forget_gate, input_gate = forget_gate.sigmoid(), input_gate.sigmoid()
    return {
        "forget_gate": forget_gate,
        "input_gate": input_gate,
        "forget_share": forget_gate / (forget_gate + input_gate),
        "input_share": input_gate / (forget_gate + input_gate),
        "candidate": candidate,
        "hidden": run.hidden,
    }


CELL = Cell(
    name="min-lstm",
    title=N_("minLSTM"),
    accent="green",
    source="Feng et al. 2024, “Were RNNs all we needed?”",
    blocks=("forget_gate", "input_gate", "candidate"),
    quantities=(
        replace(
            FORGET_GATE,
            gloss=N_("1 for keeping"),
            meaning=N_("How strongly the input alone speaks for keeping the old state."),
        ),
        replace(
            INPUT_GATE,
            gloss=N_("1 for writing"),
            meaning=N_("How strongly the input alone speaks for writing the candidate."),
        ),
        FORGET_SHARE,
        INPUT_SHARE,
        replace(
            CANDIDATE,
            limit=None,
            meaning=N_("What there is to write, made from the input alone and not squashed."),
        ),
        replace(
            HIDDEN_STATE,
            limit=None,
            gloss=N_("the memory"),
            meaning=N_("Memory and output in one: what stays plus what is written."),
        ),
    ),
    states=("hidden",),
    equations=(
        Equation("forget_gate", sigmoid(Affine("forget_gate", "input")), N_("the case for keeping")),
        Equation("input_gate", sigmoid(Affine("input_gate", "input")), N_("the case for writing")),
        Equation("forget_share", f / (f + i), N_("how much of the old state stays")),
        Equation("input_share", i / (f + i), N_("how much of the candidate enters; both add up to 1")),
        Equation("candidate", Affine("candidate", "input"), N_("what there is to write")),
        Equation(
            "hidden", f_share * Before("hidden") + i_share * g, N_("between the old state and the candidate")
        ),
    ),
    step=step,
    path=Path("hidden", keep="forget_share", write=i_share * g),
    opened=opened,
    diagram="min-lstm.svg",
    parts={"kept": f_share * Before("hidden"), "written": i_share * g},
)
