"""The pages of claims, without a browser: a guess first, then the verdict; controls in the address."""

import json

import pytest

from lstmviz.app.claims.view import field_of
from lstmviz.app.guess import SHOWN
from lstmviz.app.story.chapters import RECAP_ROWS
from lstmviz.claims import CLAIMS
from lstmviz.claims.claim import Points, Slider
from lstmviz.claims.stored import stored
from lstmviz.draw.figures import Look
from tests.pages.opening import components, opened, problems, sound

EVERY = pytest.mark.parametrize("claim", CLAIMS.values(), ids=CLAIMS)


def opened_at(claim, **words):
    return opened(claim.page, claim=claim.name, **words)


def charts(app):
    """What the browser was given to draw."""
    return [json.loads(chart.proto.json) for chart in components(app)]


def said(app):
    return " ".join(text.value for text in app.markdown)


def rows_of(claim):
    return stored(claim).rows


@EVERY
def test_there_is_a_picture_before_the_guess_and_it_does_not_tell(claim):
    app = opened_at(claim)
    assert problems(app) == []
    pictures = claim.pictures(claim.before_guess(rows_of(claim)), claim.defaults(), Look())
    assert [chart["alt"] for chart in charts(app)] == [picture.alt for picture in pictures]
    assert "Guess first" in said(app)
    assert claim.verdict(rows_of(claim), claim.defaults()).says not in said(app)


@EVERY
def test_a_guess_brings_picture_and_verdict(claim):
    app = opened_at(claim)
    verdict = claim.verdict(rows_of(claim), claim.defaults())
    app.radio(key="guess").set_value(str(verdict.right + 1))
    app = sound(app.run())
    plain = next(row for row in RECAP_ROWS if row.claim == claim.name)
    assert f"**Right.** **{plain.verdict}** {plain.says}" in said(app)
    assert verdict.says in [text.value for text in app.expander[0].markdown]
    assert verdict.condition in said(app)
    assert app.query_params["guess"] == str(verdict.right + 1)
    pictures = claim.pictures(rows_of(claim), claim.defaults(), Look())
    assert [chart["alt"] for chart in charts(app)] == [picture.alt for picture in pictures]


@EVERY
def test_a_link_can_show_it_at_once(claim):
    assert "When it holds" in said(opened_at(claim, guess=SHOWN))


@EVERY
def test_a_bad_word_falls_back_and_is_named(claim):
    words = {one.name: "<img src=x>" for one in claim.controls}
    said = " ".join(problems(opened_at(claim, **words)))
    assert all(f"{name}: " in said for name in words)
    assert "<img" not in said


@pytest.mark.parametrize("claim", [one for one in CLAIMS.values() if one.quick], ids=lambda one: one.name)
def test_a_control_of_a_quick_claim_draws_anew_and_stands_in_the_address(claim):
    for control in claim.controls:
        if isinstance(control, Points):
            continue
        app = opened_at(claim, guess=SHOWN)
        if isinstance(control, Slider):
            other = control.least if control.start != control.least else control.most
            app.slider(key=field_of(claim, control)).set_value(other)
        else:
            other = next(word for word in control.options if word != control.start)
            app.selectbox(key=field_of(claim, control)).set_value(other)
        app = sound(app.run())
        assert app.query_params[control.name] == str(other)
        assert charts(app)


@pytest.mark.parametrize("claim", [one for one in CLAIMS.values() if one.quick], ids=lambda one: one.name)
def test_nothing_is_measured_for_one_who_moves_no_control(claim, monkeypatch):
    monkeypatch.setattr(type(claim), "measure", None)
    assert "Stored result of" in said(opened_at(claim, guess=SHOWN))
