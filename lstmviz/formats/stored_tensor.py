"""A tensor that is still in its file: its shape is known, its numbers are read when asked for."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from math import prod
from typing import Any

import numpy as np
import torch
from torch import Tensor

from lstmviz.errors import InputError

LARGEST_LAYER = 2**26
"""Numbers in a layer that is read: 256 MB in float32, an LSTM of 2,048 units."""

MOST_TENSORS = 20_000
"""Names in one source."""


@dataclass(frozen=True)
class StoredTensor:
    """A tensor by its shape, and the way to get at its numbers."""

    shape: tuple[int, ...]
    read: Callable[[], Tensor]  # float32 or float64, of that shape

    def reshaped(self, shape: tuple[int, ...], change: Callable[[Tensor], Tensor]) -> "StoredTensor":
        """What `change` makes of it once it is read, which has this shape."""
        return StoredTensor(shape, lambda: change(self.read()))


StoredWeights = Mapping[str, StoredTensor]


def check_size(what: str, shapes: list[tuple[int, ...]]) -> None:
    """Raise InputError where tensors of these shapes hold more numbers than a layer may."""
    numbers = sum(prod(shape) for shape in shapes)
    if numbers > LARGEST_LAYER:
        raise InputError(
            "{what} has {numbers:,} weights; lstmviz reads layers of up to {most:,}.",
            what=what,
            numbers=numbers,
            most=LARGEST_LAYER,
        )


def checked(name: str, stored: StoredTensor) -> Tensor:
    """Its numbers, of the shape announced, in float32 or float64, all finite."""
    values = stored.read().detach()
    if values.shape != stored.shape:
        raise InputError(
            "{name} says it is {shape} and holds {found}; the file is broken.",
            name=name,
            shape=stored.shape,
            found=tuple(values.shape),
        )
    values = values if values.dtype in (torch.float32, torch.float64) else values.float()
    if not values.isfinite().all():
        index = tuple((~values.isfinite()).nonzero()[0].tolist())
        raise InputError(
            "{name} is {value} at index {index}; a net with such weights computes nothing.",
            name=name,
            value=values[index].item(),
            index=index,
        )
    return values


def holds_numbers(dtype: "np.dtype[Any]") -> bool:
    """Whether it is a floating-point type that PyTorch has too."""
    return dtype.kind == "f" and dtype.itemsize <= 8


def from_numpy(values: "np.ndarray[Any, np.dtype[Any]]") -> Tensor:
    """A tensor of one's own, in this machine's byte order, from an array that may be read-only."""
    return torch.from_numpy(np.array(values, dtype=values.dtype.newbyteorder("="), order="C"))
