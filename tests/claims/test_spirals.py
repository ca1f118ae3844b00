"""Two spirals: as many points of each, apart from each other, where they should be."""

import torch

from lstmviz.claims.spirals import LEAST, MOST, NOISE, TURNS, two_spirals


def drawn(count, seed=0):
    return two_spirals(count, torch.Generator().manual_seed(seed))


def test_half_of_the_points_are_on_each():
    x, wanted = drawn(200)
    assert x.shape == (200, 2)
    assert wanted.sum() == 100


def test_they_lie_in_the_plane_that_is_drawn_and_are_the_same_again():
    x, _ = drawn(2000)
    assert x.abs().max() < 4
    assert torch.equal(x, drawn(2000)[0])
    assert not torch.equal(x, drawn(2000, seed=1)[0])


def test_every_point_is_near_its_own_spiral_and_far_from_the_other():
    x, wanted = drawn(1000)
    along = torch.linspace(0, 1, 2000, dtype=torch.float64)[:, None]
    radius, angle = LEAST + (MOST - LEAST) * along, 2 * torch.pi * TURNS * along
    first = torch.cat([radius * angle.cos(), radius * angle.sin()], dim=1)
    off = torch.stack([torch.cdist(x, spiral).amin(1) for spiral in (first, -first)], dim=1)  # (N, 2)
    own = off.gather(1, wanted.long()[:, None]).squeeze(1)
    other = off.gather(1, 1 - wanted.long()[:, None]).squeeze(1)
    assert own.mean() < NOISE
    assert (own < other).double().mean() > 0.99
