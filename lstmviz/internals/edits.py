"""Edit: one thing changed inside a recurrent layer while it runs."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import isfinite, nan
from numbers import Real
from typing import Literal

import numpy as np
import torch
from torch import Tensor

from lstmviz.errors import InputError
from lstmviz.whole_numbers import is_whole

Mode = Literal["set", "add", "scale"]

_MODES = ("set", "add", "scale")


@dataclass(frozen=True)
class Edit:
    """Set a gate, the candidate, the cell or the hidden state to a value, or add to it, or scale it.

        Edit("forget_gate", 1.0, units=[3], steps=range(10, 20))
        Edit("cell", [+2.0, -1.0], mode="add", units=[1, 4], steps=[6])
        Edit("cell", other.layers[0].cell, steps=[6])      # patched in from another trace

    It takes hold the moment the quantity is computed; all that follows is computed from the edited value,
    in the same step and in later ones. The value is not squashed again: a gate set to 1.5 is 1.5.

    Args:
        quantity: what the cell computes: LSTM forget_gate, input_gate, candidate, cell, output_gate, hidden;
            GRU reset_gate, update_gate, candidate, hidden; RNN hidden; others as they declare it.
        value: any finite number; or numbers that broadcast to (steps, rows, units) as chosen below; or a
            tensor (T, B, H) of the whole quantity, of which the chosen part is taken.
        mode: what to do with the value: set, add or scale.
        layer: as `trace.layers` counts, so that it says the direction too.
        units: None for all. Under projections `hidden` has as many units as the projection is wide.
        steps: in the sequence's own order, for the reverse direction too; None for all. Where a packed
            sequence has ended there is nothing to edit.
        rows: which sequences of the batch; None for all.

    Raises:
        InputError: a field is not what it should be; what depends on module and sequence, `trace` checks.
    """

    quantity: str
    value: float | Sequence[float] | Tensor
    mode: Mode = "set"
    layer: int = 0
    units: Sequence[int] | None = None
    steps: Sequence[int] | None = None
    rows: Sequence[int] | None = None

    def __post_init__(self) -> None:
        if self.mode not in _MODES:
            raise InputError(
                "mode is {mode!r}; choose one of {known}.", mode=self.mode, known=", ".join(_MODES)
            )
        object.__setattr__(self, "value", _finite(self.value))
        object.__setattr__(self, "layer", _whole("layer", self.layer))
        for name in ("units", "steps", "rows"):
            object.__setattr__(self, name, _numbers(name, getattr(self, name)))

    def places(self, values: Tensor) -> Tensor:
        """True where the edit takes hold in the values (T, B, H) of its quantity: (T, B, H), or (T, 1, H)."""
        steps, batch, units = values.shape
        where = _chosen(self.steps, steps)[:, None, None] & _chosen(self.units, units)
        if self.rows is not None:
            where = where & _chosen(self.rows, batch)[:, None]
        return where.to(values.device)

    def operand(self, values: Tensor) -> Tensor:
        """What `applied` takes to change the values (T, B, H) of its quantity: (T, B, H), or (T, 1, H).

        Made for all steps at once, so that each step costs little. Where nothing is edited it holds what
        leaves a value as it is: 0 to add, 1 to scale by, NaN where values are set.
        """
        neutral = values.new_tensor({"set": nan, "add": 0.0, "scale": 1.0}[self.mode])
        if isinstance(self.value, float):
            return torch.where(self.places(values), self.value, neutral)
        return torch.where(self.places(values), self._amounts(values), neutral)

    def applied(self, values: Tensor, operand: Tensor) -> Tensor:
        """The values, of all steps or of one, as the edit leaves them."""
        if self.mode == "set":
            return torch.where(operand.isnan(), values, operand)
        return values + operand if self.mode == "add" else values * operand

    def _amounts(self, values: Tensor) -> Tensor:
        """The value at its places in a tensor of the shape of the quantity's values, (T, B, H)."""
        given = torch.as_tensor(self.value).to(values)
        if given.shape == values.shape:
            return given
        chosen = zip((self.steps, self.rows, self.units), values.shape, strict=True)
        places = [list(range(count) if numbers is None else numbers) for numbers, count in chosen]
        amounts = torch.zeros_like(values)
        try:
            amounts[np.ix_(*places)] = given.expand([len(numbers) for numbers in places])
        except RuntimeError:
            raise InputError(
                "value has shape {shape}, which fits neither the chosen steps, rows and units "
                "{chosen} nor the whole {quantity} {whole}; give one of these shapes.",
                shape=tuple(given.shape),
                chosen=tuple(map(len, places)),
                quantity=self.quantity,
                whole=tuple(values.shape),
            ) from None
        return amounts


def _numbers(name: str, given: object) -> tuple[int, ...] | None:
    if given is None:
        return None
    try:
        if not isinstance(given, str):
            return tuple(_whole(f"one of {name}", number) for number in given)  # type: ignore[attr-defined]
    except TypeError:  # it cannot be gone through
        pass
    raise InputError(
        "{name} is {given!r}; hand over whole numbers, as in {name}=[3], or None for all.",
        name=name,
        given=given,
    )


def _finite(value: object) -> float | Tensor:
    """The value as one number, or as a float64 tensor of at least one."""
    try:
        if isinstance(value, Real) and not isinstance(value, bool) and isfinite(value):
            return float(value)
        if isinstance(value, Tensor | np.ndarray | Sequence) and not isinstance(value, str):
            numbers = torch.as_tensor(value).detach().double()
            if numbers.numel() and numbers.isfinite().all():
                return numbers.cpu().clone()
    except (OverflowError, TypeError, ValueError, RuntimeError):  # beyond all floats; no numbers, or ragged
        pass
    raise InputError(
        "value is {value!r}; an edit takes a finite number, or a tensor of finite numbers.", value=value
    )


def _whole(name: str, number: object) -> int:
    if not is_whole(number):
        raise InputError(
            "{name} is {number!r}; make it a whole number, counted from 0.", name=name, number=number
        )
    return int(number)


def _chosen(numbers: Sequence[int] | None, count: int) -> Tensor:
    """True at the numbers chosen, all if None: (count,)."""
    if numbers is None:
        return torch.ones(count, dtype=torch.bool)
    chosen = torch.zeros(count, dtype=torch.bool)
    chosen[list(numbers)] = True
    return chosen
