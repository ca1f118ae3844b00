"""Every claim in the registry keeps the form: one walk through all of them."""

import json

import plotly.graph_objects as go
import pytest

from lstmviz.app.navigation import PAGES
from lstmviz.claims import CLAIMS
from lstmviz.claims.experiments import EXPERIMENTS
from lstmviz.claims.stored import stored
from lstmviz.draw.figures import Look

LOOKS = (Look(theme="light"), Look(theme="dark"))
QUICK = [claim for claim in (CLAIMS | EXPERIMENTS).values() if claim.quick]
WORDS_OF_THE_PAGE = {"claim", "guess"}


@pytest.fixture(scope="module")
def rows_of():
    """The rows of a claim at its defaults."""
    made = {}

    def rows(claim):
        if claim.name not in made:
            made[claim.name] = stored(claim).rows
        return made[claim.name]

    return rows


@pytest.mark.parametrize("claim", CLAIMS.values(), ids=CLAIMS)
def test_it_says_what_it_is(claim):
    assert claim.page in PAGES
    assert 2 <= len(claim.options) <= 5
    assert claim.statement.endswith(".")
    assert claim.question.endswith("?")
    assert claim.explanation


@pytest.mark.parametrize("claim", CLAIMS.values(), ids=CLAIMS)
def test_its_controls_start_within_their_range(claim):
    for control in claim.controls:
        start = control.read(str(control.start))
        assert (start, type(start)) == (control.start, type(control.start))


@pytest.mark.parametrize("claim", CLAIMS.values(), ids=CLAIMS)
def test_its_controls_have_words_of_their_own(claim):
    names = [control.name for control in claim.controls]
    assert len({*names, *WORDS_OF_THE_PAGE}) == len(names) + len(WORDS_OF_THE_PAGE)


@pytest.mark.parametrize("claim", CLAIMS.values(), ids=CLAIMS)
def test_its_rows_are_as_many_as_it_said_and_plain(claim, rows_of):
    rows = rows_of(claim)
    assert len(rows) == claim.expected(claim.defaults())
    assert json.loads(json.dumps(rows, allow_nan=False)) == rows


@pytest.mark.parametrize("look", LOOKS, ids=["light", "dark"])
@pytest.mark.parametrize("claim", CLAIMS.values(), ids=CLAIMS)
def test_it_draws_none_some_and_all_of_its_rows(claim, look, rows_of):
    rows, settings = rows_of(claim), claim.defaults()
    drawn = [
        claim.pictures(some, settings, look)
        for some in ([], rows[: len(rows) // 2], rows, claim.before_guess(rows))
    ]
    assert len({len(pictures) for pictures in drawn}) == 1, "the layout would jump"
    for pictures in drawn:
        for picture in pictures:
            go.Figure(json.loads(json.dumps(picture.figure, allow_nan=False)))
            assert len(picture.alt) > 40


@pytest.mark.parametrize("claim", CLAIMS.values(), ids=CLAIMS)
def test_its_verdict_names_a_right_answer_and_a_condition(claim, rows_of):
    verdict = claim.verdict(rows_of(claim), claim.defaults())
    assert verdict.right in range(len(claim.options))
    assert any(letter.isdigit() for letter in verdict.says)
    assert verdict.condition


@pytest.mark.parametrize("claim", QUICK, ids=lambda one: one.name)
def test_what_is_stored_of_a_quick_one_is_what_it_measures_now(claim):
    """Where it is not: python -m lstmviz.claims --claim NAME."""
    before, now = _flat(stored(claim).rows), _flat(list(claim.measure(claim.defaults())))
    assert before.keys() == now.keys()
    for place, value in now.items():
        is_number = isinstance(value, float)
        assert before[place] == (pytest.approx(value, rel=1e-3, abs=1e-6) if is_number else value), place


def _flat(value):
    """All that stands in nested lists and dicts, by its place."""
    if not isinstance(value, list | dict):
        return {"": value}
    parts = value.items() if isinstance(value, dict) else enumerate(value)
    return {f"{place} {inner}": leaf for place, part in parts for inner, leaf in _flat(part).items()}
