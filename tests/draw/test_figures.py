"""The range that a heatmap's colours span: stated limits, or the data's, one for all that is compared."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import array_shapes, arrays

from lstmviz.draw.figures import value_range
from lstmviz.draw.quantities import LEDGER, quantities_of
from lstmviz.nets.cells import CELLS

CELL_STATE = next(quantity for quantity in quantities_of("lstm") if quantity.name == "cell")
NUMBERS = arrays(np.float32, array_shapes(max_dims=2), elements=st.floats(width=32))


@pytest.mark.parametrize("quantity", [line for cell in CELLS for line in quantities_of(cell) if line.limit])
def test_a_limit_is_the_range_whatever_the_data(quantity):
    low, high = value_range(quantity, np.array([7.0]))
    assert (low, high) == (0.0 if quantity.kind == "gate" else -quantity.limit, quantity.limit)


def test_a_state_without_a_limit_lies_about_zero_as_far_as_the_data_goes():
    assert value_range(LEDGER, np.array([0.25, -0.5])) == (-0.5, 0.5)


@given(NUMBERS)
def test_a_range_from_the_data_is_symmetric_and_clips_nothing(values):
    low, high = value_range(CELL_STATE, values)
    finite = np.abs(values[np.isfinite(values)].astype(float))
    assert low == -high
    assert 0 < high < np.inf
    assert finite.max(initial=0) <= high <= max(1.11 * finite.max(initial=0), 1.11e-3)


@given(NUMBERS, NUMBERS)
def test_what_is_compared_has_one_range_that_clips_neither(one, other):
    ranges = [value_range(CELL_STATE, values)[1] for values in (one, other)]
    assert value_range(CELL_STATE, one, other)[1] == max(ranges)
