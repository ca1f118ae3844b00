"""Two spirals wound into each other: hard for a line, hard enough for a net."""

import torch
from torch import Tensor

TURNS = 1.5  # of each spiral about the centre
LEAST, MOST = 0.3, 3.6  # distance from the centre
NOISE = 0.1  # standard deviation of a point about its spiral


def two_spirals(count: int, generator: torch.Generator) -> tuple[Tensor, Tensor]:
    """Points (count, 2), float64, and which spiral each is on (count,), 0 or 1 in turn.

    After Lang & Witbrock 1988, "Learning to tell two spirals apart", with points drawn at random.
    """
    wanted = torch.arange(count, dtype=torch.float64) % 2
    along = torch.rand(count, generator=generator, dtype=torch.float64).sqrt()  # more room, more points
    distance = LEAST + (MOST - LEAST) * along
    angle = 2 * torch.pi * TURNS * along + torch.pi * wanted
    spiral = distance[:, None] * torch.stack([angle.cos(), angle.sin()], dim=-1)
    return spiral + NOISE * torch.randn(count, 2, generator=generator, dtype=torch.float64), wanted
