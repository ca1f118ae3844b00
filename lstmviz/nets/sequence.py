"""SequenceNet: a sequence in, a recurrent layer, an answer at every step."""

from collections.abc import Callable
from functools import partial
from typing import Literal

from torch import Tensor, nn

Cell = Literal["rnn", "relu-rnn", "lstm", "gru"]
RECURRENT: dict[Cell, Callable[[int, int], nn.RNN | nn.LSTM | nn.GRU]] = {
    "rnn": nn.RNN,
    "relu-rnn": partial(nn.RNN, nonlinearity="relu"),
    "lstm": nn.LSTM,
    "gru": nn.GRU,
}


class SequenceNet(nn.Module):
    """One recurrent layer and a linear readout, both PyTorch's own.

    The readout gives logits where the answer is one of several, a number where it is a number.
    """

    def __init__(self, cell: Cell, inputs: int, hidden: int, answers: int) -> None:
        super().__init__()
        self.recurrent = RECURRENT[cell](inputs, hidden)
        self.readout = nn.Linear(hidden, answers)

    def forward(self, inputs: Tensor) -> Tensor:
        """Answer at every step: inputs (T, B, I) -> (T, B, answers)."""
        hidden, _ = self.recurrent(inputs)  # (T, B, H)
        answers: Tensor = self.readout(hidden)  # (T, B, answers)
        return answers


def parameter_count(module: nn.Module) -> int:
    """How many numbers the module learns."""
    return sum(parameter.numel() for parameter in module.parameters())


def same_parameters(target: int, cell: Cell, inputs: int, answers: int) -> int:
    """Hidden size at which a net of this cell comes closest to `target` parameters."""
    sizes = range(1, 513)
    return min(sizes, key=lambda hidden: abs(_parameters(cell, inputs, hidden, answers) - target))


def _parameters(cell: Cell, inputs: int, hidden: int, answers: int) -> int:
    blocks = {"rnn": 1, "relu-rnn": 1, "gru": 3, "lstm": 4}[cell]
    return blocks * hidden * (inputs + hidden + 2) + answers * (hidden + 1)
