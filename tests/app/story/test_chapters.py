"""The chapters and the recap: what they name is there, what they say of measurements was measured."""

from math import tanh
from urllib.parse import parse_qsl

import pytest

from lstmviz.app.lecture.links import faults
from lstmviz.app.link.view import read_link
from lstmviz.app.step.scene import scene
from lstmviz.app.step.view import StepView
from lstmviz.app.story.chapters import CHAPTERS, RECAP_ROWS
from lstmviz.app.story.pictures import PICTURES, echo
from lstmviz.claims import CLAIMS
from lstmviz.claims.stored import stored
from lstmviz.draw.inside.presets import PRESETS


@pytest.mark.parametrize("chapter", CHAPTERS, ids=lambda chapter: chapter.title)
def test_what_a_chapter_names_is_there(chapter):
    assert chapter.picture in PICTURES
    assert 1 <= chapter.answer <= len(chapter.options)
    assert chapter.picture != "claim" or chapter.of in CLAIMS
    assert chapter.picture != "cell" or chapter.of in PRESETS
    assert chapter.picture != "stepper" or read_link(dict(parse_qsl(chapter.of)), StepView)[1] == []
    assert set(chapter.evidence) <= CLAIMS.keys()
    assert not chapter.link or (faults(chapter.link) == [] and chapter.link_title)


def test_twelve_chapters_tell_the_gates_one_by_one():
    titles = [chapter.title for chapter in CHAPTERS]
    assert len(titles) == 12
    gates = ["The belt", "The forget gate", "The input gate", "The output gate"]
    assert titles[titles.index("The belt") :][:4] == gates


def test_the_recap_has_every_claim_in_the_order_in_which_they_are_told():
    assert [row.claim for row in RECAP_ROWS] == list(CLAIMS)


@pytest.mark.parametrize("row", RECAP_ROWS, ids=lambda row: row.claim)
def test_what_the_recap_rests_on_is_what_was_measured(row):
    claim = CLAIMS[row.claim]
    assert claim.verdict(stored(claim).rows, claim.defaults()).right == row.right
    assert row.verdict in ("True.", "True, if:", "Not as told.")


def test_a_quarter_ten_times_over_is_about_a_millionth():
    assert pytest.approx(1e-6, rel=0.05) == 0.25**10


def test_a_neuron_that_hears_itself_fades_or_gets_stuck():
    assert echo(0.9, 1.0)[-1] < 0.05 * echo(0.9, 1.0)[0]
    stuck = echo(1.5, 1.0)[-1]
    assert stuck == pytest.approx(echo(1.5, 0.3)[-1], abs=1e-4)
    assert stuck == pytest.approx(tanh(1.5 * stuck), abs=1e-4)


def test_the_trained_net_closes_all_its_forget_gates_at_a_capital_letter():
    chapter = next(one for one in CHAPTERS if one.title == "The trained net")
    shown = scene(read_link(dict(parse_qsl(chapter.of)), StepView)[0])
    assert shown.tokens[11].isupper()
    assert (shown.panels[0].values("forget_gate")[:, 11] < 0.25).all()
    assert len(shown.panels[0].values("forget_gate")) == 8
