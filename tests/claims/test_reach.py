import pytest

from lstmviz.claims.reach import curve, log_axis, power
from lstmviz.claims.spread import with_range
from lstmviz.draw.colours import NETS


@pytest.mark.parametrize(
    ("seeds", "says"),
    [
        ([-19.4, -21.6, -16.2], "10⁻¹⁹ (10⁻²² to 10⁻¹⁶)"),
        ([0.0, -1.0, 1.0], "1 (0.1 to 10)"),
        ([-400.0], "10⁻⁴⁰⁰ (10⁻⁴⁰⁰ to 10⁻⁴⁰⁰)"),
        ([5.0], "10⁵ (10⁵ to 10⁵)"),
    ],
)
def test_numbers_are_told_as_powers_of_ten_with_their_spread(seeds, says):
    assert with_range(seeds, power) == says


def test_a_curve_is_the_median_over_seeds_at_every_distance():
    rows = [{"full": [0.0, -1.0]}, {"full": [0.0, -3.0]}, {"full": [0.0, -2.0]}]
    series = curve(rows, "full", "RNN", NETS["rnn"])
    assert (series.x, series.y) == ([0, 1], pytest.approx([1.0, 1e-2]))
    assert (series.low, series.high) == (pytest.approx([1.0, 1e-3]), pytest.approx([1.0, 1e-1]))


def test_no_more_than_ten_ticks_however_small_the_numbers():
    for least in (-1, -9, -40, -300):
        series = curve([{"full": [0.0, float(least)]}], "full", "RNN", NETS["rnn"])
        assert -least / log_axis("norm", [series]).every <= 9
    assert log_axis("norm", []).every == 1
