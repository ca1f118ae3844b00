"""RecurrentLayer: any cell that is declared, as a module of one layer; PyTorch's own where there is one."""

import math
from collections.abc import Iterable
from typing import Any, Protocol

import torch
from torch import Tensor, nn

from lstmviz.nets.cells import CELLS, Cell, of_mode
from lstmviz.nets.cells.cell import Edit, Values
from lstmviz.nets.weights import Weights

State = Tensor | tuple[Tensor, ...]


def as_computed(name: str, value: Tensor) -> Tensor:
    """The edit that changes nothing."""
    return value


def run_steps(
    cell: Cell, reads: Iterable[Tensor], state: Values, weights: Weights, edit: Edit = as_computed
) -> tuple[list[Tensor], Values]:
    """One step after the other: the hidden states of each, (B, H), and the states at the end.

    reads: W x + b of each step, (B, blocks * H). state: where the states begin, (B, H) each.
    """
    hidden = []
    for read in reads:
        now = cell.step(read, state, weights, edit)
        state = {name: now[name] for name in cell.states}
        hidden.append(now["hidden"])
    return hidden, state


class RecurrentLayer(nn.Module):
    """A cell run step by step over a sequence: one layer, one direction, named and shaped as PyTorch's are.

    Weights start uniform within ±1/√H, PyTorch's default.
    """

    num_layers, bidirectional, batch_first, proj_size, dropout = 1, False, False, 0, 0.0

    def __init__(
        self,
        cell: Cell,
        input_size: int,
        hidden_size: int,
        bias: bool = True,
        dtype: torch.dtype | None = None,
    ) -> None:
        super().__init__()
        self.mode, self.input_size, self.hidden_size, self.bias = cell.mode, input_size, hidden_size, bias
        bound = 1 / math.sqrt(hidden_size)
        for name, shape in cell.shapes(input_size, hidden_size, bias).items():
            weight = torch.empty(shape, dtype=dtype).uniform_(-bound, bound)
            self.register_parameter(f"{name}_l0", nn.Parameter(weight))

    @property
    def cell(self) -> Cell:
        """The declaration that is run."""
        return of_mode(self.mode)

    @property
    def weights(self) -> Weights:
        """As they are now."""
        names = self.cell.shapes(self.input_size, self.hidden_size, self.bias)
        return Weights({name: self.get_parameter(f"{name}_l0") for name in names})

    def forward(self, x: Tensor, hx: State | None = None) -> tuple[Tensor, State]:
        """(T, B, I) or (T, I) -> hidden states (T, B, H) or (T, H), and the last states, (1, B, H) or (1, H).

        hx: where the states begin, one tensor, or a tuple of them in the order of `cell.states`; zeros if
        None.
        """
        cell, weights = self.cell, self.weights
        steps = x if x.dim() == 3 else x[:, None]
        zeros = x.new_zeros(steps.shape[1], self.hidden_size)
        begins = (hx if isinstance(hx, tuple) else (hx,)) if hx is not None else ()
        state = dict.fromkeys(cell.states, zeros)
        state |= {name: begin.view_as(zeros) for name, begin in zip(cell.states, begins, strict=bool(begins))}
        hidden, state = run_steps(cell, weights.input(steps), state, weights)
        output = torch.stack(hidden).view(*x.shape[:-1], self.hidden_size)
        last = tuple(values.view(1, *output.shape[1:]) for values in state.values())
        return output, last if len(last) > 1 else last[0]

    def extra_repr(self) -> str:
        """As PyTorch's own: "lstm, 3, 8"."""
        return f"{self.mode}, {self.input_size}, {self.hidden_size}"


Recurrent = nn.LSTM | nn.GRU | nn.RNN | RecurrentLayer


class Sized(Protocol):
    """A Recurrent, or a layer that a file describes."""

    @property
    def hidden_size(self) -> int:
        """H."""

    @property
    def proj_size(self) -> int:
        """P, or 0."""

    @property
    def bidirectional(self) -> bool:
        """Whether it reads both ways."""


def directions(layer: Sized) -> int:
    """1, or 2 if bidirectional."""
    return 2 if layer.bidirectional else 1


def output_width(layer: Sized) -> int:
    """Numbers that it gives a step: H, or P if projected, of each direction."""
    return (layer.proj_size or layer.hidden_size) * directions(layer)


def recurrent_layer(name: str, inputs: int, hidden: int, **settings: Any) -> Recurrent:
    """A layer of the cell of this name: PyTorch's own module where there is one, which takes the settings."""
    cell = CELLS[name]
    if cell.module is None:
        return RecurrentLayer(cell, inputs, hidden, **settings)
    made: Recurrent = getattr(nn, cell.module)(inputs, hidden, **cell.settings, **settings)
    return made
