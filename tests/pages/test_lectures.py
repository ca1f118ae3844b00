"""A lecture on the pages, without a browser: from stop to stop, and out."""

import json

import pytest

from lstmviz.app.lecture.link_parts import link_parts
from lstmviz.app.views import VIEWS
from lstmviz.learn.saved_nets.store import store
from lstmviz.lectures import LECTURES, TOUR
from tests.conftest import ROOT
from tests.pages.opening import opened, problems, sound

STOPS = [(name, number) for name in LECTURES for number in range(1, len(LECTURES[name].stops) + 1)]


def at(app):
    return app.query_params.get("lecture"), app.query_params.get("stop")


def pressed(app, key):
    next(one for one in app.button if one.key == key).click()
    return sound(app.run())


def card(app):
    """What the card says."""
    return " ".join(one.value for one in app.markdown)


def stop(name, number):
    to = link_parts(LECTURES[name].stops[number - 1].link)
    return opened(to.page, **to.words, lecture=name, stop=LECTURES[name].word_of(number))


def test_a_number_names_a_stop_too_and_the_next_is_named_by_its_word():
    to = link_parts(LECTURES[TOUR].stops[1].link)
    app = opened(to.page, **to.words, lecture=TOUR, stop="2")
    assert "## Where is the letter kept?" in card(app)
    assert problems(app) == []
    assert at(pressed(app, "lecture_next")) == (TOUR, "second-flag")


@pytest.mark.parametrize(("name", "number"), STOPS)
def test_every_stop_opens_and_asks_before_it_shows(name, number):
    app, one = stop(name, number), LECTURES[name].stops[number - 1]
    assert problems(app) == []
    assert f"## {one.heading}" in card(app)
    assert (one.sentence in card(app)) == (not one.asks)


def test_the_whole_tour_guessed_and_gone_through():
    app = stop(TOUR, 1)
    for number, one in enumerate(LECTURES[TOUR].stops, 1):
        assert at(app) == (TOUR, LECTURES[TOUR].word_of(number))
        if one.options:
            app = sound(next(iter(app.radio)).set_value(str(one.answer)).run())
            assert "**Right.** " + one.shows in card(app)
        if number < len(LECTURES[TOUR].stops):
            app = pressed(app, "lecture_next")
    assert problems(app) == []


def test_a_wrong_guess_is_told_and_the_view_that_shows_why_is_gone_to():
    app = sound(next(iter(stop(TOUR, 6).radio)).set_value("1").run())
    assert "**It is: b, the old letter.**" in card(app)
    assert app.query_params["changes"] == "forget_gate,set,1,all,t12-12"
    assert at(app) == (TOUR, "held-open")


def test_where_the_page_asks_a_button_shows_the_answer():
    app = pressed(stop("vanishing-gradient", 1), "lecture_show")
    assert app.query_params["guess"] == "shown"
    assert LECTURES["vanishing-gradient"].stops[0].sentence in card(app)


def test_back_leads_to_the_stop_before_as_it_was_left():
    app = sound(next(iter(stop(TOUR, 3).radio)).set_value("2").run())
    app = pressed(pressed(app, "lecture_next"), "lecture_back")
    assert at(app) == (TOUR, "second-flag")
    assert LECTURES[TOUR].stops[2].sentence in card(app)


def placing(app):
    """What the browser is told of the card."""
    (one,) = [one for one in app.get("bidi_component") if one.proto.component_name == "lstmviz_lecture"]
    return json.loads(one.proto.json)


def led(app):
    """Where a page that leads would lead the hall."""
    (one,) = [one for one in app.get("bidi_component") if one.proto.component_name == "lstmviz_following"]
    return json.loads(one.proto.json)["at"]


def test_the_hall_is_led_to_what_is_shown_beside_a_stop_and_reads_in_its_own_way():
    at_stop = {"lecture": TOUR, "stop": "second-flag"}
    app = opened("what_if", task="parity", seq="0110", changes="cell,set,1,all,t2-2", lang="zh", **at_stop)
    to = link_parts(led(sound(app))["link"])
    shown = {"task": "parity", "seq": "0110", "changes": "cell,set,1,all,t2-2"}
    assert (to.page, to.words) == ("what_if", shown | at_stop)


def test_the_hall_is_not_led_to_what_only_the_lecturer_brought(monkeypatch, tmp_path):
    monkeypatch.setenv("LSTMVIZ_KEPT", str(tmp_path))
    name = store({"text": b"mine"}, b"mine")
    assert led(opened("units", own=name, lecture=TOUR, stop="2"))["link"] == ""
    assert led(opened("units", own="0" * 16, lecture=TOUR, stop="2"))["link"] != ""


@pytest.mark.parametrize("number", [5, 6, 8])
def test_an_address_that_names_but_a_stop_opens_it_where_it_is(number):
    app = opened("step", lecture=TOUR, stop=str(number), letters="olah")
    to = link_parts(LECTURES[TOUR].stops[number - 1].link)
    assert at(app) == (TOUR, str(number))
    assert app.query_params["letters"] == "olah"
    assert to.words.items() <= dict(app.query_params).items()
    assert app.session_state["address"].page == VIEWS[to.page]
    assert placing(app)["place"] == to.place


def test_where_one_goes_elsewhere_the_place_of_the_stop_is_not_told():
    app = stop(TOUR, 8)
    app.query_params.clear()
    app.switch_page(str(ROOT / "pages" / "memory.py"))
    assert placing(sound(app.run()))["place"] == ""


def test_it_goes_along_to_other_pages_and_is_left_where_one_stands():
    app = stop(TOUR, 3)
    app.query_params.clear()
    app.switch_page(str(ROOT / "pages" / "memory.py"))
    app = pressed(sound(app.run()), "lecture_leave")
    assert at(app) == (None, None)
    assert app.session_state["left"] == (TOUR, 3)


@pytest.mark.parametrize("words", [{"lecture": "nope"}, {"lecture": TOUR, "stop": "9"}, {"stop": "x"}])
def test_a_stop_that_is_not_there_is_told(words):
    (problem,) = problems(opened("step", **words))
    assert "In the link, " in problem


def test_the_page_of_lectures_starts_each_of_them():
    app = opened("lectures")
    keys = [one.key for one in app.button if one.key.startswith("start ")]
    assert keys == [f"start {name}" for name in LECTURES]
    assert at(pressed(app, "start reset")) == ("reset", "reset")
