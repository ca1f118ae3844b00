"""The best line, against all that can be told without looking for it."""

import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from lstmviz.claims.best_line import most_right_by_a_line

CORNERS = torch.tensor([[0, 0], [0, 1], [1, 0], [1, 1]], dtype=torch.float64)
grid_points = st.lists(
    st.tuples(st.integers(-3, 3), st.integers(-3, 3), st.integers(0, 1)), min_size=1, max_size=9
)


@pytest.mark.parametrize(
    ("wanted", "most"),
    [([0, 0, 0, 1], 4), ([0, 1, 1, 1], 4), ([0, 1, 1, 0], 3), ([1, 1, 1, 1], 4), ([0, 0, 1, 1], 4)],
)
def test_truth_tables(wanted, most):
    assert most_right_by_a_line(CORNERS, torch.tensor(wanted).double()) == most


def test_points_on_one_line_and_points_on_each_other():
    x = torch.tensor([[0.0, 0], [1, 1], [2, 2]], dtype=torch.float64)
    assert most_right_by_a_line(x, torch.tensor([1.0, 0, 1]).double()) == 2
    assert most_right_by_a_line(x, torch.tensor([1.0, 0, 0]).double()) == 3
    assert most_right_by_a_line(x[[0, 0]], torch.tensor([1.0, 0]).double()) == 1
    assert most_right_by_a_line(x[:0], torch.tensor([]).double()) == 0


@given(grid_points)
def test_no_line_of_many_is_better_and_one_is_as_good(points):
    numbers = torch.tensor(points, dtype=torch.float64)
    x, wanted = numbers[:, :2], numbers[:, 2].bool()
    angles = torch.linspace(0, torch.pi, 721, dtype=torch.float64)[:-1] + 0.001
    along = x @ torch.stack([angles.cos(), angles.sin()])  # (N, A)
    thresholds = torch.linspace(-5, 5, 401, dtype=torch.float64)
    right = ((along[..., None] > thresholds) == wanted[:, None, None]).sum(0)
    best = int(torch.maximum(right, len(x) - right).max())
    assert best <= most_right_by_a_line(x, wanted.double()) <= best + 1
