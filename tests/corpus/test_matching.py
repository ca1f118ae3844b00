"""A typed expression is matched in bounded time, and what cannot be read is told with a way out."""

import numpy as np
import pytest

import lstmviz
from lstmviz.corpus.matching import LONGEST, matches


def found(text, typed):
    return [(match.start, match.stop) for match in matches(np.array(list(text)), typed)]


@pytest.mark.parametrize("typed", ["(a*)*b", "(a|aa)+$b", "(.*)(.*)(.*)(.*)(.*)b"])
def test_what_holds_other_engines_for_minutes_is_answered(typed):
    assert found("a" * 5000, typed) == []


def test_places_are_those_of_characters_whatever_their_bytes():
    assert found('é汉"字"x', '"[^"]*"') == [(2, 5)]


@pytest.mark.parametrize("typed", ["(", "[a", "(?=a)", r"\1", "a{5000}", ""])
def test_what_cannot_be_read_is_told_and_the_way_out_works(typed):
    with pytest.raises(lstmviz.InputError, match="regular expression"):
        found("a", typed)
    assert found('a "b" 12', '"[^"]*"') == [(2, 5)]
    assert found('a "b" 12', r"\d+") == [(6, 8)]


def test_its_length_is_limited():
    found("a", "a" * LONGEST)
    with pytest.raises(lstmviz.InputError, match=f"1 to {LONGEST}"):
        found("a", "a" * (LONGEST + 1))
