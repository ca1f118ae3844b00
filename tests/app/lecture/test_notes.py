"""The speaker's window: every stop with its notes, as text."""

import asyncio
from contextvars import copy_context
from dataclasses import replace
from urllib.parse import urlencode

import pytest
from starlette.requests import Request

from lstmviz.app.lecture.notes import notes, page
from lstmviz.languages import gettext, speak, spoken
from lstmviz.lectures import LECTURES, Lecture, Stop


def asked(name, language="en"):
    query = urlencode({"lecture": name, "lang": language}).encode()
    answer = asyncio.run(notes(Request({"type": "http", "query_string": query})))
    return answer.status_code, answer.body.decode()


@pytest.mark.parametrize("name", LECTURES)
def test_all_stops_are_there_with_what_comes_next(name):
    status, html = asked(name)
    assert status == 200
    stops = LECTURES[name].stops
    assert html.count("<section ") == len(stops)
    assert html.count("Next: ") == len(stops) - 1
    assert f"<title>Notes · {LECTURES[name].title} · lstmviz</title>" in html


def test_a_lecture_that_is_not_there_is_answered_with_those_that_are():
    status, html = asked("<b>")
    assert status == 404
    assert "&lt;b&gt;" in html
    assert "tour, lstm-counts" in html


def test_what_a_file_says_is_shown_as_text():
    tour = LECTURES["tour"]
    hostile = replace(tour.stops[0], heading="<script>1</script>", options=("<i>", "b"), notes="<img>")
    html = page(replace(tour, stops=(hostile,), title="<u>"))
    assert not {"<script>1", "<i>", "<img>", "<u>"} & set(html.split())
    assert "&lt;script&gt;" in html


def test_bold_words_are_bold_as_on_the_card():
    _, html = asked("tour")
    assert "All eight <strong>close</strong>" in html
    assert "**" not in html


def test_they_speak_as_they_are_asked_and_leave_others_alone():
    status, html = asked("tour", "zh")
    assert (status, spoken()) == (200, "en")
    assert '<html lang="zh">' in html
    assert "大写字母就是标记" in html
    assert LECTURES["tour"].stops[0].heading not in html


def test_a_lecture_of_ones_own_is_told_as_it_is_written():
    own = Lecture("mine", "Meine", "de", "Ein Versuch.", 1, (Stop("/", "Schau hin"),))

    def told():
        speak("zh")
        return gettext("Notes"), page(own)

    notes, html = copy_context().run(told)
    assert f"<title>{notes} · Meine · lstmviz</title>" in html
    assert '<html lang="de">' in html
    assert "<h2>1. Schau hin</h2>" in html
