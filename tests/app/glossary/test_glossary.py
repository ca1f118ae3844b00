"""The glossary: every quantity in the words of its cell's file, every term with a place that opens."""

import pytest

from lstmviz.app.glossary.page import quantities, terms
from lstmviz.app.lecture.links import faults
from lstmviz.draw.quantities import quantities_of
from lstmviz.nets.cells import CELLS
from tests.pages.opening import opened, problems
from tests.pages.test_lectures import card

EVERY = quantities() + terms()


def test_every_meaning_of_every_cell_is_there():
    told = {term.means for term in quantities()}
    assert {one.meaning for name in CELLS for one in quantities_of(name)} == told


@pytest.mark.parametrize("seen", sorted({term.seen for term in EVERY}))
def test_where_a_term_is_seen_opens(seen):
    assert faults(seen) == []


def test_no_term_stands_twice_and_the_page_has_them_all():
    names = [term.name for term in terms()]
    assert len(names) == len(set(names))
    app = opened("glossary")
    assert problems(app) == []
    assert all(term.means in card(app) for term in EVERY)
