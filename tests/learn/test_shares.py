import pytest
from hypothesis import given
from hypothesis import strategies as st

from lstmviz.learn.shares import most, wilson


@pytest.mark.parametrize(  # from Newcombe 1998, "Two-sided confidence intervals", table I, method 3
    ("successes", "tries", "low", "high"),
    [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611), (1, 29, 0.0061, 0.1718)],
)
def test_wilsons_interval_as_published(successes, tries, low, high):
    assert wilson(successes, tries) == pytest.approx((low, high), abs=5e-5)


@given(st.integers(1, 200).flatmap(lambda tries: st.tuples(st.integers(0, tries), st.just(tries))))
def test_it_holds_the_share_within_0_to_1_and_narrows_with_more_tries(counted):
    successes, tries = counted
    low, high = wilson(successes, tries)
    assert 0 <= low <= successes / tries + 1e-12
    assert successes / tries - 1e-12 <= high <= 1
    assert low < high
    narrow_low, narrow_high = wilson(4 * successes, 4 * tries)
    assert narrow_high - narrow_low < high - low


@pytest.mark.parametrize(("successes", "says"), [(30, True), (21, True), (15, None), (18, None), (4, False)])
def test_most_is_said_where_the_interval_leaves_out_a_half(successes, says):
    assert most(successes, 30) is says
