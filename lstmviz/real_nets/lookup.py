"""Which vector of a table a net read: what a model knows of its inputs, it knows by these numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lstmviz.lazy_torch import torch

if TYPE_CHECKING:
    from torch import Tensor


def numbers_in(table: Tensor, inputs: Tensor) -> Tensor:
    """Rows of the table (N, I) that the inputs (T, B, I) are: (T, B) int64."""
    return torch.cdist(inputs, table.expand(len(inputs), -1, -1)).argmin(-1)
