"""What one layer did in one direction: a frozen record, the same for every kind of cell."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, overload

import torch
from numpy.typing import NDArray
from torch import Tensor

from lstmviz.errors import InputError
from lstmviz.internals import tables
from lstmviz.internals.edits import Edit
from lstmviz.internals.recurrence import affine, previous, real_steps, scan, turned
from lstmviz.nets.cells import Cell
from lstmviz.nets.weights import Weights

if TYPE_CHECKING:
    import pandas
    import xarray


@dataclass(frozen=True, eq=False, repr=False, kw_only=True)
class Layer:
    """What a layer read, all it computed, and the weights it did it with.

    Quantities, weights and initial states are attributes too: `layer.forget_gate`, `layer.weight_ih`,
    `layer.h0`, `layer.previous_cell`. Tensors are (T, B, .), also where `batch_first` is set, time in the
    sequence's own order for both directions, zero at the padding of a packed sequence, detached. Under a
    projection (`weight_hr`) `hidden` and `h0` are P wide.
    """

    declaration: Cell
    name: str  # "l0", "l0 reverse", "l1", ...
    reverse: bool
    lengths: Tensor | None  # (B,) of a packed sequence
    inputs: Tensor  # (T, B, I)
    initial: Mapping[str, Tensor]  # (B, H) of each state
    weights: Weights
    quantities: Mapping[str, Tensor]  # (T, B, H) each, in the order in which a step computes them
    edits: tuple[Edit, ...] = ()  # what was changed while the layer ran
    stepped: range = range(0)  # steps, in reading order, that no forward pass of PyTorch's ran

    @property
    def kind(self) -> str:
        """The name of the cell: "lstm"."""
        return self.declaration.name

    def __getattr__(self, name: str) -> Tensor:
        own = vars(self)
        if "declaration" in own:  # not while it is copied
            for of in (own["quantities"], own["weights"].parts):
                if name in of:
                    found: Tensor = of[name]
                    return found
            for state in self.declaration.states:
                if name == self.declaration.initial(state):
                    return self.initial[state]
                if name == f"previous_{state}":
                    return self.previous(state)
        raise AttributeError(f"a layer of {own.get('name', 'no name')} has no {name!r}")

    def previous(self, state: str) -> Tensor:
        """The state each step started from, (T, B, H): row t is that of step t - 1 (t + 1 in reverse)."""
        return previous(self.quantities[state], self.initial[state], self.reverse, self.lengths)

    def in_reading_order(self, values: Tensor) -> Tensor:
        """From the sequence's order to the one the layer reads in, and back: (T, B or 1, .) -> (T, B, .).

        The padding of a packed sequence stands last in both.
        """
        if not self.reverse:
            return values
        return turned(values.expand(-1, self.inputs.shape[1], -1), self.lengths)

    def to_numpy(self) -> dict[str, NDArray[Any]]:
        """Every quantity by name, (T, B, H)."""
        return tables.to_numpy(self)

    def to_pandas(self) -> "pandas.DataFrame":
        """A column a quantity, a row for every step, batch and unit."""
        return tables.to_pandas(self)

    def to_xarray(self) -> "xarray.Dataset":
        """A variable a quantity, with labelled axes step, batch and unit."""
        return tables.to_xarray(self)

    def __repr__(self) -> str:
        T, B, H = next(iter(self.quantities.values())).shape
        names = ", ".join(self.quantities)
        return f"{self.declaration.title} {self.name}: {T} steps, batch of {B}, {H} units ({names})"

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

    def preactivations(self, *blocks: str, part: str = "both") -> Tensor:
        """W x_t + U h_{t-1} + b of blocks of weights, or a half of it: (blocks, T, B, H).

        blocks: by their quantities, side by side in `declaration.blocks`. part: "input" for W x_t + b, its
        own bias only; "recurrent" for U h_{t-1} + b′.
        """
        hidden = len(self.weights["weight_ih"]) // len(self.declaration.blocks)
        first, last = (self.declaration.rows(block, hidden) for block in (blocks[0], blocks[-1]))
        rows = slice(first.start, last.stop)
        own = {name: weight[rows] for name, weight in self.weights.parts.items() if name in _OF_BLOCKS}
        if part == "input":
            return affine(self.inputs, own["weight_ih"], own.get("bias_ih"), len(blocks))
        if part == "recurrent":
            return affine(self.previous("hidden"), own["weight_hh"], own.get("bias_hh"), len(blocks))
        steps = torch.cat([self.inputs, self.previous("hidden")], dim=-1)  # (T, B, I + H)
        weight = torch.cat([own["weight_ih"], own["weight_hh"]], dim=1)  # (blocks * H, I + H)
        bias = own["bias_ih"] + own["bias_hh"] if "bias_ih" in own else None
        return affine(steps, weight, bias, len(blocks))

    def scan(self, keep: Tensor, write: Tensor, state: str) -> Tensor:
        """state_t = keep_t · state_{t-1} + write_t at every step: keep, write (T, B, H) -> (T, B, H)."""
        if (
            self.lengths is not None
        ):  # padding keeps the initial state for a reverse layer, which meets it first
            real = real_steps(self.lengths, len(write))
            keep, write = torch.where(real, keep, 1.0), torch.where(real, write, 0.0)
        if self.reverse:
            return scan(keep.flip(0), write.flip(0), self.initial[state]).flip(0)
        return scan(keep, write, self.initial[state])


_OF_BLOCKS = ("weight_ih", "weight_hh", "bias_ih", "bias_hh")


def opened(run: Layer) -> Layer:
    """The layer with all its quantities, of a run of which the hidden states are known."""
    cell = run.declaration
    quantities = stepped(run) if cell.opened is None else cell.opened(run)
    shown = {name: run.without_padding(values) for name, values in quantities.items()}
    return replace(run, quantities=shown | {"hidden": run.hidden})


def stepped(run: Layer) -> dict[str, Tensor]:
    """The quantities of a layer that cannot be opened at once, gone through step by step."""
    state, steps = dict(run.initial), []
    for read in run.weights.input(run.in_reading_order(run.inputs)):
        steps.append(run.declaration.step(read, state, run.weights, lambda name, value: value))
        state = {name: steps[-1][name] for name in state}
    return {
        name: run.in_reading_order(torch.stack([step[name] for step in steps]))
        for name in run.declaration.order
    }


def differentiable(run: Layer) -> Layer:
    """The layer with all its quantities on a graph that reaches inputs, weights and initial states."""
    shown = {name: run.without_padding(values) for name, values in stepped(run).items()}
    return replace(run, quantities=shown | {"hidden": run.hidden})


class Layers(tuple[Layer, ...]):
    """Layers by position or by name: `layers[1]`, `layers["l0 reverse"]`."""

    @overload  # type: ignore[override]
    def __getitem__(self, which: int | str) -> Layer: ...
    @overload
    def __getitem__(self, which: slice) -> tuple[Layer, ...]: ...
    def __getitem__(self, which: int | str | slice) -> Layer | tuple[Layer, ...]:
        if not isinstance(which, str):
            return super().__getitem__(which)
        for layer in self:
            if layer.name == which:
                return layer
        raise InputError(
            "There is no layer {which!r}; there are {known}.",
            which=which,
            known=", ".join(layer.name for layer in self),
        )
