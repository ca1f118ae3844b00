"""The RNN with max(0, ·) in place of tanh."""

from dataclasses import replace
from typing import TYPE_CHECKING

from lstmviz.languages import N_
from lstmviz.nets.cells.cell import Cell, Edit, Equation, Values
from lstmviz.nets.cells.expression import Affine, relu
from lstmviz.nets.cells.lstm import HIDDEN_STATE
from lstmviz.nets.cells.rnn import opened

if TYPE_CHECKING:
    from torch import Tensor

    from lstmviz.nets.weights import Weights


def step(read: "Tensor", before: Values, weights: "Weights", edit: Edit) -> Values:
    """h = relu(W x + U h + b): it can grow without limit."""
    return {"hidden": edit("hidden", (read + weights.recurrent(before["hidden"])).relu())}


CELL = Cell(
    name="relu-rnn",
    title=N_("ReLU RNN"),
    accent="purple",
    source="Le, Jaitly & Hinton 2015, “A simple way to initialize recurrent networks of rectified "
    "linear units”",
    blocks=("hidden",),
    quantities=(replace(HIDDEN_STATE, limit=None, gloss=N_("all its memory")),),
    states=("hidden",),
    equations=(Equation("hidden", relu(Affine("hidden")), N_("old state and input, rectified")),),
    step=step,
    opened=opened,
    module="RNN",
    settings={"nonlinearity": "relu"},
    fused="rnn_relu",
    diagram="rnn.svg",
    milliseconds=0.045,
)
