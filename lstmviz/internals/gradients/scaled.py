"""Numbers of any size: values with a power of two of their own, since products over time leave float64."""

import math
from typing import NamedTuple

import torch
from torch import Tensor

SMALLEST = torch.finfo(torch.float64).smallest_normal  # 2^-1022, 2.2e-308
LARGEST = torch.finfo(torch.float64).max


class Scaled(NamedTuple):
    """values * 2^exponent, a power of two for each row."""

    values: Tensor  # (B, ...) float64, the largest of a row near 1, or all zero
    exponent: Tensor  # (B, 1, ...) whole numbers; -inf where the row is zero: it sets no scale in a sum

    @classmethod
    def of(cls, values: Tensor, exponent: Tensor | float = 0.0) -> "Scaled":
        """values * 2^exponent, the values of any size that float64 can hold."""
        largest = values.abs().amax(tuple(range(1, values.dim())), keepdim=True)
        shift = torch.frexp(largest).exponent.double()
        return cls(values * 2.0**-shift, torch.where(largest == 0, -math.inf, exponent + shift))

    def plus(self, other: "Scaled") -> "Scaled":
        """The sum; what is 2^1074 times smaller than the rest of its row is lost."""
        common = torch.maximum(self.exponent, other.exponent)
        common = torch.where(common == -math.inf, 0.0, common)
        mine, others = (one.values * 2.0 ** (one.exponent - common) for one in (self, other))
        return Scaled(mine + others, common)


def log10_scaled(norm: Tensor, exponent: Tensor) -> Tensor:
    """log10 of norm * 2^exponent, the norms of `Scaled.values`; -inf for a true zero."""
    return norm.log10() + exponent * math.log10(2)


def from_log10(logarithm: Tensor) -> Tensor:
    """10^logarithm, held within float64's normal numbers: only -inf, a true zero, becomes 0."""
    held = (10.0**logarithm).clamp(SMALLEST, LARGEST)
    return torch.where(logarithm == -math.inf, 0.0, held)
