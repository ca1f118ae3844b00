"""SequenceNet: a sequence in, a recurrent layer, an answer at every step."""

import math

from torch import Tensor, nn

from lstmviz.nets.cells import CELLS
from lstmviz.nets.recurrent import recurrent_layer


class SequenceNet(nn.Module):
    """A recurrent layer, or several upon each other, and a linear readout; PyTorch's own where there is one.

    The readout gives logits where the answer is one of several, a number where it is a number.
    """

    def __init__(self, cell: str, inputs: int, hidden: int, answers: int, layers: int = 1) -> None:
        """cell: a key of `nets.cells.CELLS`. layers: more than one of PyTorch's own alone."""
        super().__init__()
        deeper = {"num_layers": layers} if layers > 1 else {}
        self.recurrent = recurrent_layer(cell, inputs, hidden, **deeper)
        self.readout = nn.Linear(hidden, answers)

    def forward(self, inputs: Tensor) -> Tensor:
        """Answer at every step: inputs (T, B, I) -> (T, B, answers)."""
        hidden, _ = self.recurrent(inputs)  # (T, B, H)
        answers: Tensor = self.readout(hidden)  # (T, B, answers)
        return answers


def parameter_count(module: nn.Module) -> int:
    """How many numbers the module learns."""
    return sum(parameter.numel() for parameter in module.parameters())


def same_parameters(target: int, cell: str, inputs: int, answers: int) -> int:
    """Hidden size at which a net of this cell comes closest to `target` parameters."""
    sizes = range(1, 513)
    return min(sizes, key=lambda hidden: abs(_parameters(cell, inputs, hidden, answers) - target))


def _parameters(cell: str, inputs: int, hidden: int, answers: int) -> int:
    shapes = CELLS[cell].shapes(inputs, hidden)
    return sum(map(math.prod, shapes.values())) + answers * (hidden + 1)
