"""The speaker's window: every stop with its notes, as text."""

import asyncio
from dataclasses import replace
from urllib.parse import urlencode

import pytest
from starlette.requests import Request

from lstmviz.app.lecture.notes import notes, page
from lstmviz.lectures import LECTURES


def asked(name):
    query = urlencode({"lecture": name}).encode()
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
