"""The vanilla RNN: one layer and a tanh."""

from dataclasses import replace
from typing import TYPE_CHECKING

from lstmviz.languages import N_
from lstmviz.nets.cells.cell import Cell, Edit, Equation, Run, Values
from lstmviz.nets.cells.expression import Affine, tanh
from lstmviz.nets.cells.lstm import HIDDEN_STATE

if TYPE_CHECKING:
    from torch import Tensor

    from lstmviz.nets.weights import Weights


def step(read: "Tensor", before: Values, weights: "Weights", edit: Edit) -> Values:
    """h = tanh(W x + U h + b)."""
    return {"hidden": edit("hidden", (read + weights.recurrent(before["hidden"])).tanh())}


def opened(run: Run) -> Values:
    """It hides nothing."""
    return {"hidden": run.hidden}


CELL = Cell(
    name="rnn",
    title=N_("Vanilla RNN (tanh)"),
    accent="indigo",
    source="Elman 1990, “Finding structure in time”",
    blocks=("hidden",),
    quantities=(replace(HIDDEN_STATE, gloss=N_("all its memory")),),
    states=("hidden",),
    equations=(Equation("hidden", tanh(Affine("hidden")), N_("old state and input, squashed")),),
    step=step,
    opened=opened,
    module="RNN",
    fused="rnn_tanh",
    diagram="rnn.svg",
    milliseconds=0.045,
)
