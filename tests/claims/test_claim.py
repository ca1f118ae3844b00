"""Controls of claims: what a link may say, and what it may not; and how measuring goes on after a stop."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lstmviz.claims.claim import MOST_POINTS, SPAN, Choice, Points, Slider, points_of
from lstmviz.errors import InputError
from tests.claims.toy import Cubes, Toy

DEPTH = Slider("depth", "Depth", 10, 2, 50, 1, why="Deeper takes too long.")
SCALE = Slider("scale", "Scale", 1.0, 0.5, 16.0, 0.5)
INIT = Choice("init", "Init", "default", {"default": "PyTorch's", "he": "He"})
points = st.lists(
    st.tuples(st.floats(-SPAN, SPAN), st.floats(-SPAN, SPAN), st.sampled_from("ab")), max_size=MOST_POINTS
)


@given(st.integers(2, 50))
def test_a_slider_of_whole_steps_reads_whole_numbers(number):
    assert DEPTH.read(str(number)) == number
    assert isinstance(DEPTH.read(str(number)), int)


@given(st.floats(0.5, 16.0))
def test_a_slider_stands_on_its_steps(number):
    value = SCALE.read(str(number))
    assert (value / 0.5).is_integer()
    assert abs(value - number) <= 0.25 + 1e-9


@pytest.mark.parametrize("word", ["1", "51", "-3", "nan", "inf", "", "ten", "9" * 5000])
def test_a_number_out_of_range_is_refused_with_its_limits_and_why(word):
    with pytest.raises(InputError, match=r"2 to 50\. Deeper takes too long") as refused:
        DEPTH.read(word)
    assert len(str(refused.value)) < 200


@pytest.mark.parametrize("word", ["", "kaiming", "He", "<b>"])
def test_an_unknown_choice_is_refused_with_those_there_are(word):
    with pytest.raises(InputError, match="default, he"):
        INIT.read(word)


@given(points)
def test_points_are_read_as_they_are_written(points):
    word = ";".join(f"{x!r},{y!r},{kind}" for x, y, kind in points)
    assert Points("points", "Points", "").read(word) == word
    assert points_of(word) == points


@pytest.mark.parametrize(
    "word", ["1,2", "1,2,c", "9,0,a", "x,0,a", "nan,0,a", "1,2,a,b", ";".join(["0,0,a"] * 61)]
)
def test_bad_points_are_refused(word):
    with pytest.raises(InputError):
        points_of(word)


@pytest.mark.parametrize("claim", [Toy(), Cubes()], ids=["in one go", "case by case"])
@pytest.mark.parametrize("done", [0, 1, 3, 4])
def test_what_goes_on_yields_the_rows_that_are_missing(claim, done):
    whole = list(claim.measure({"most": 4}))
    assert len(whole) == claim.expected({"most": 4}) == 4
    assert list(claim.go_on({"most": 4}, done)) == whole[done:]


def test_case_by_case_nothing_is_measured_twice():
    claim = Cubes()
    list(claim.go_on({"most": 4}, 3))
    assert claim.measured == [4]
