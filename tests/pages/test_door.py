"""The door above the front page's picture, without a browser."""

from urllib.parse import parse_qsl, urlsplit

import pytest

from lstmviz.app.step.door import WAYS
from tests.pages.opening import opened, problems, scene
from tests.pages.test_step import opened as front


def links(app):
    """The labels of the ways in that are shown."""
    return [link.proto.label for link in app.get("page_link")]


def test_the_bare_address_shows_every_way_in():
    assert links(front()) == [f"**{way.title}**: {way.promise}" for way in WAYS]


def test_who_followed_a_link_sees_what_it_names_and_no_door():
    assert links(front(task="recall")) == []


def test_it_stays_when_something_is_chosen():
    app = front()
    app.selectbox(key="task").set_value("counter").run()
    assert len(links(app)) == len(WAYS)


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.title)
def test_every_way_opens_as_it_is_meant(way):
    parts = urlsplit(way.address)
    app = opened(parts.path.strip("/").replace("-", "_"), **dict(parse_qsl(parts.query)))
    assert problems(app) == []


def test_on_the_way_to_a_changed_gate_the_lstm_cannot_forget():
    app = opened("what_if", **dict(parse_qsl(urlsplit(WAYS[0].address).query)))
    assert "the answer changed at 9 of 20 steps" in scene(app).decode("latin1")
