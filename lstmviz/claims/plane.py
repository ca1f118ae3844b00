"""The plane in which points of two classes lie, as tensors."""

from collections.abc import Sequence

import torch
from torch import Tensor

from lstmviz.claims.claim import SPAN
from lstmviz.draw.regions import Point

POINTS_A_SIDE = 61  # of the plane, each way
XOR = "0,0,b;0,1,a;1,0,a;1,1,b"  # class a where exactly one of the two inputs is 1


def as_tensors(points: Sequence[Point]) -> tuple[Tensor, Tensor]:
    """Where the points lie (N, 2), and 1 for each of class a, 0 for each of class b (N,); float64."""
    where = torch.tensor([point[:2] for point in points], dtype=torch.float64).reshape(-1, 2)
    return where, torch.tensor([float(kind == "a") for _, _, kind in points], dtype=torch.float64)


def span_of(points: Sequence[Point]) -> tuple[float, float]:
    """How much of the plane is shown: near the corners of a truth table if all points lie there, else all."""
    near = all(-1 <= value <= 2 for point in points for value in point[:2])
    return (-1.0, 2.0) if near else (-float(SPAN), float(SPAN))


def everywhere(span: tuple[float, float]) -> Tensor:
    """Points all over the plane, rows from the bottom up: (POINTS_A_SIDE², 2)."""
    along = torch.linspace(*span, POINTS_A_SIDE, dtype=torch.float64)
    y, x = torch.meshgrid(along, along, indexing="ij")
    return torch.stack([x, y], dim=-1).flatten(0, 1)


def as_rows(values: Tensor) -> list[list[float]]:
    """What a classifier says `everywhere` (POINTS_A_SIDE²,), as rows of the plane."""
    rows: list[list[float]] = values.double().round(decimals=2).reshape(POINTS_A_SIDE, POINTS_A_SIDE).tolist()
    return rows
