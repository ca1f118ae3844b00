"""Rows that are on all through a span, and the other places where they are on together."""

from importlib import import_module

import numpy as np
import pytest

import lstmviz
from lstmviz.corpus import Corpus, Row, alike, pattern
from tests.corpus.made import of_rows


def on_at(*stretches, steps=100):
    values = np.zeros(steps)
    for start, stop in stretches:
        values[start:stop] = 0.9
    return values


alike_module = import_module("lstmviz.corpus.alike")
ROWS = [
    on_at((10, 15), (40, 48), (70, 75)),
    on_at((8, 15), (40, 48), (60, 62)),
    -on_at((10, 15), (41, 46), (70, 75)),
    on_at((0, 80)),
]


def test_a_pattern_is_what_is_high_or_low_all_through_and_not_for_most_of_the_corpus():
    found = pattern(of_rows(ROWS), slice(10, 15))
    assert [(one.row.unit, one.high) for one in found] == [(2, False), (1, True), (0, True)]
    assert [one.share for one in found] == pytest.approx([0.15, 0.17, 0.18])
    assert pattern(of_rows(ROWS), slice(10, 16)) == []
    assert pattern(of_rows(ROWS), slice(10, 15), threshold=0.95) == []


def test_other_places_are_those_where_most_are_on_together_as_long_as_the_span_first():
    corpus = of_rows(ROWS)
    found = alike(corpus, slice(10, 15), pattern(corpus, slice(10, 15)))
    assert [(one.start, one.stop, one.on) for one in found] == [(41, 46, 3)]
    two = [one for one in pattern(corpus, slice(10, 15)) if one.row.unit != 1]
    assert [(one.start, one.stop) for one in alike(corpus, slice(11, 14), two)] == [(41, 46), (70, 75)]


def test_a_span_does_not_find_what_it_stands_in_nor_a_run_the_next_document():
    corpus = of_rows([on_at((10, 30), (40, 60))], lengths=(50, 50))
    found = alike(corpus, slice(15, 20), pattern(corpus, slice(15, 20)))
    assert [(one.start, one.stop) for one in found] == [(40, 50), (50, 60)]


def test_gates_are_on_where_they_are_open_or_closed_and_a_cell_by_its_own_range():
    gate = np.array([[0.95, 0.02, 0.5, 0.5, 0.5]], np.float16)
    cell = np.array([[20.0, -20.0, 0.5, 0.0, 1.0]], np.float16)
    corpus = Corpus("lstm", (5,), {("l0", "forget_gate"): gate, ("l0", "cell"): cell})
    for step, high in ((0, True), (1, False)):
        found = pattern(corpus, slice(step, step + 1))
        assert {(one.row, one.high) for one in found} == {
            (Row("l0", "forget_gate", 0), high),
            (Row("l0", "cell", 0), high),
        }


@pytest.mark.parametrize(("span", "threshold"), [(slice(5, 5), 0.8), (slice(90, 101), 0.8), (slice(1, 2), 0)])
def test_a_span_or_threshold_that_cannot_be_used_is_told(span, threshold):
    with pytest.raises(lstmviz.InputError, match=r"steps 0 to 99|up to 1"):
        pattern(of_rows(ROWS), span, threshold)


def test_nothing_is_like_a_span_in_which_nothing_is_on():
    assert alike(of_rows(ROWS), slice(3, 5), []) == []


@pytest.mark.parametrize("high", [True, False])
@pytest.mark.parametrize("bound", [0.0, 0.1, 0.5, 1.0, 7.0, -0.25, -3.0])
def test_on_is_at_or_beyond_the_bound(high, bound):
    if high and bound <= 0:
        return  # a high end is above 0
    values = np.array([-8, -3, -0.25, -0.1, -0.0, 0.0, 0.1, 0.2, 0.5, 0.75, 1, 7, 30], np.float16)
    end = np.float16(bound)
    expected = values >= end if high else values <= end
    assert alike_module._is_on(values, high, bound).tolist() == expected.tolist()
