import math

import pytest
import torch

from lstmviz.claims.spread import T95, lead, with_range


@pytest.mark.parametrize("seeds", [3, 5, 10])
def test_a_lead_that_is_there_lies_in_its_interval_19_times_of_20(seeds):
    draws = torch.randn(2, 2000, seeds, generator=torch.Generator().manual_seed(0))
    inside = 0
    for one, other in zip((draws[0] + 0.3).tolist(), draws[1].tolist(), strict=True):
        low, high = lead(one, other)
        inside += low <= 0.3 <= high
    assert inside / 2000 >= 0.94  # it errs, if at all, on the wide side


def test_one_seed_tells_nothing():
    assert lead([0.9], [0.1, 0.2]) == (-math.inf, math.inf)
    assert min(T95) == 2


def test_the_middle_and_the_ends():
    assert with_range([0.3, 0.71, 0.52]) == "0.52 (0.30 to 0.71)"
