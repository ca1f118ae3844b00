"""The story, without a browser: every chapter opens, asks and tells; old links to claims go on working."""

import pytest

from lstmviz.app.story.chapters import CHAPTERS, RECAP_ROWS
from lstmviz.app.story.view import RECAP
from tests.pages.opening import opened, problems, sound
from tests.pages.test_lectures import card, pressed


@pytest.mark.parametrize("number", range(1, RECAP))
def test_every_chapter_asks_and_then_tells(number):
    app, chapter = opened("story", chapter=str(number)), CHAPTERS[number - 1]
    assert problems(app) == []
    assert chapter.idea in card(app)
    assert chapter.sentence not in card(app)
    asked = next(one for one in app.radio if one.label == chapter.question)
    app = sound(asked.set_value(str(chapter.answer)).run())
    assert f"**Right.** {chapter.shows}" in card(app)
    assert chapter.sentence in card(app)


def test_next_and_back_turn_the_chapters_to_the_recap():
    app = pressed(opened("story"), "chapter_next")
    assert app.query_params["chapter"] == "2"
    assert pressed(app, "chapter_back").query_params.get("chapter") is None
    app = pressed(opened("story", chapter=str(RECAP - 1)), "chapter_next")
    assert app.query_params["chapter"] == str(RECAP)
    evidence = [one.proto.label for one in app.get("page_link")]
    assert evidence.count("The evidence") == len(RECAP_ROWS)
    assert pressed(app, "chapter_back").query_params["chapter"] == str(RECAP - 1)


def test_a_chapter_that_is_not_there_is_told():
    assert "not a whole number from 1 to" in problems(opened("story", chapter="99"))[0]


def test_links_to_the_claims_that_were_told_here_go_on_working():
    app = opened("story", claim="unrolled", copies="8")
    assert problems(app) == []
    assert "claim" in app.query_params
    assert app.session_state["tab"].endswith("From neuron to LSTM · lstmviz")
