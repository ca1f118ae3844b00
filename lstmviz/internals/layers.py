"""What one layer did in one direction: a frozen record per kind of cell."""

from dataclasses import dataclass
from typing import ClassVar, Literal

import torch
from torch import Tensor

from lstmviz.internals.edits import Edit
from lstmviz.internals.recurrence import affine, previous, real_steps, scan

ACTIVATIONS = {"tanh": torch.tanh, "relu": torch.relu}


@dataclass(frozen=True, eq=False, repr=False, kw_only=True)
class Run:
    """What a layer read, what it gave, and the weights it did it with.

    Tensors are (T, B, .), time in the sequence's own order for both directions, zero at the padding
    of a packed sequence, detached. Under projections (`weight_hr`) `hidden` and `h0` are P wide.
    """

    name: str  # "l0", "l0 reverse", "l1", ...
    reverse: bool
    lengths: Tensor | None  # (B,) of a packed sequence
    inputs: Tensor  # (T, B, I)
    hidden: Tensor  # (T, B, H), what PyTorch's own forward pass gave
    h0: Tensor  # (B, H)
    weight_ih: Tensor  # (gates * H, I)
    weight_hh: Tensor  # (gates * H, H)
    bias_ih: Tensor | None  # (gates * H,)
    bias_hh: Tensor | None  # (gates * H,)
    weight_hr: Tensor | None  # (P, H)
    edits: tuple[Edit, ...] = ()  # what was changed while the layer ran

    order: ClassVar[tuple[str, ...]] = ("hidden",)

    @property
    def quantities(self) -> dict[str, Tensor]:
        """Every quantity by name, in the order in which a step computes them."""
        return {name: getattr(self, name) for name in self.order}

    @property
    def previous_hidden(self) -> Tensor:
        """The hidden state each step started from, (T, B, H): row t is h_{t-1} (h_{t+1} in reverse)."""
        return previous(self.hidden, self.h0, self.reverse, self.lengths)

    def without_padding(self, values: Tensor) -> Tensor:
        """The values (..., T, B, H), zero where a packed sequence has no step."""
        if self.lengths is None:
            return values
        return values.masked_fill(~real_steps(self.lengths, len(self.inputs)), 0.0)

    def last(self, values: Tensor) -> Tensor:
        """The values (T, B, H) at the step the layer read last: (B, H)."""
        if self.reverse or self.lengths is None:
            return values[0 if self.reverse else -1]
        return values[self.lengths - 1, torch.arange(len(self.lengths), device=values.device)]

    def edited(self, name: str, values: Tensor) -> Tensor:
        """The values (T, B, H) of a quantity as computed, with the layer's edits of it made."""
        for edit in self.edits:
            if edit.quantity == name:
                values = edit.applied(values, edit.operand(values))
        return self.without_padding(values)

    def preactivations(self, gates: int, blocks: int) -> Tensor:
        """W x_t + U h_{t-1} + b of the first `gates` of the layer's blocks: (gates, T, B, H)."""
        rows = gates * (len(self.weight_hh) // blocks)
        steps = torch.cat([self.inputs, self.previous_hidden], dim=-1)  # (T, B, I + H)
        weight = torch.cat([self.weight_ih[:rows], self.weight_hh[:rows]], dim=1)  # (gates * H, I + H)
        if self.bias_ih is None or self.bias_hh is None:
            return affine(steps, weight, None, gates)
        return affine(steps, weight, self.bias_ih[:rows] + self.bias_hh[:rows], gates)


@dataclass(frozen=True, eq=False, repr=False, kw_only=True)
class RNNLayer(Run):
    """An Elman layer: its hidden state is all there is to see."""

    kind: ClassVar[Literal["rnn"]] = "rnn"
    nonlinearity: str  # "tanh" or "relu"

    @classmethod
    def of(cls, run: Run, nonlinearity: str) -> "RNNLayer":
        """The run as it is: an RNN hides nothing."""
        return cls(**vars(run), nonlinearity=nonlinearity)

    def rebuilt_hidden(self) -> Tensor:
        """act(W x_t + U h_{t-1} + b), to be compared with `hidden`: (T, B, H)."""
        activation = ACTIVATIONS[self.nonlinearity]
        return self.edited("hidden", activation(self.preactivations(1, blocks=1)[0]))


@dataclass(frozen=True, eq=False, repr=False, kw_only=True)
class LSTMLayer(Run):
    """An LSTM layer; every quantity (T, B, H), gates in 0…1, candidate in −1…1."""

    kind: ClassVar[Literal["lstm"]] = "lstm"
    order = ("forget_gate", "input_gate", "candidate", "cell", "output_gate", "hidden")
    c0: Tensor  # (B, H)
    forget_gate: Tensor
    input_gate: Tensor
    candidate: Tensor
    cell: Tensor
    output_gate: Tensor

    @classmethod
    def of(cls, run: Run, c0: Tensor) -> "LSTMLayer":
        """Open the gates: all h_{t-1} are known, so only the cell is left to go through step by step."""
        input_gate, forget_gate, candidate, output_gate = run.preactivations(4, blocks=4).unbind()
        for gate in (input_gate, forget_gate, output_gate):
            gate.sigmoid_()
        candidate.tanh_()
        cell = _cell(run, forget_gate, input_gate * candidate, c0)
        return cls(
            **vars(run),
            c0=c0,
            forget_gate=run.without_padding(forget_gate),
            input_gate=run.without_padding(input_gate),
            candidate=run.without_padding(candidate),
            cell=run.without_padding(cell),
            output_gate=run.without_padding(output_gate),
        )

    @property
    def previous_cell(self) -> Tensor:
        """The cell state each step started from, (T, B, H): row t is c_{t-1} (c_{t+1} in reverse)."""
        return previous(self.cell, self.c0, self.reverse, self.lengths)

    def rebuilt_hidden(self) -> Tensor:
        """o * tanh(c), projected if the layer projects, to be compared with `hidden`: (T, B, H)."""
        hidden = self.output_gate * self.cell.tanh()
        return self.edited("hidden", hidden if self.weight_hr is None else hidden @ self.weight_hr.T)


def _cell(run: Run, keep: Tensor, write: Tensor, c0: Tensor) -> Tensor:
    if run.lengths is not None:  # padding keeps c0 for the reverse direction, which meets it first
        real = real_steps(run.lengths, len(write))
        keep, write = torch.where(real, keep, 1.0), torch.where(real, write, 0.0)
    if run.reverse:
        return scan(keep.flip(0), write.flip(0), c0).flip(0)
    return scan(keep, write, c0)


@dataclass(frozen=True, eq=False, repr=False, kw_only=True)
class GRULayer(Run):
    """A GRU layer in PyTorch's form; every quantity (T, B, H), gates in 0…1, candidate in −1…1."""

    kind: ClassVar[Literal["gru"]] = "gru"
    order = ("reset_gate", "update_gate", "candidate", "hidden")
    reset_gate: Tensor
    update_gate: Tensor
    candidate: Tensor

    @classmethod
    def of(cls, run: Run) -> "GRULayer":
        """Open the gates: all h_{t-1} are known, so nothing is left to go through step by step."""
        reset_gate, update_gate = run.preactivations(2, blocks=3).sigmoid_().unbind()
        rows = 2 * run.hidden.shape[-1]  # the candidate's rows come last
        bias_ih = None if run.bias_ih is None else run.bias_ih[rows:]
        bias_hh = None if run.bias_hh is None else run.bias_hh[rows:]
        read = affine(run.inputs, run.weight_ih[rows:], bias_ih, 1)[0]  # (T, B, H)
        recalled = affine(run.previous_hidden, run.weight_hh[rows:], bias_hh, 1)[0]  # (T, B, H)
        return cls(
            **vars(run),
            reset_gate=run.without_padding(reset_gate),
            update_gate=run.without_padding(update_gate),
            candidate=run.without_padding(torch.addcmul(read, reset_gate, recalled).tanh_()),
        )

    def rebuilt_hidden(self) -> Tensor:
        """(1 − z) n + z h_{t-1}, to be compared with `hidden`: (T, B, H)."""
        return self.edited("hidden", torch.lerp(self.candidate, self.previous_hidden, self.update_gate))


Layer = LSTMLayer | GRULayer | RNNLayer


def opened(mode: str, run: Run, c0: Tensor) -> Layer:
    """The layer that a run of a module of this mode was; only an LSTM has a c0."""
    if mode == "LSTM":
        return LSTMLayer.of(run, c0)
    if mode == "GRU":
        return GRULayer.of(run)
    return RNNLayer.of(run, mode.removeprefix("RNN_").lower())
