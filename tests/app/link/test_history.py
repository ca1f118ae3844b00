"""Back and Forward: what is a step of them on every page, and that a page goes where the browser says."""

import json
from dataclasses import fields
from functools import partial

import pytest
from streamlit.testing.v1 import AppTest, local_script_runner

from lstmviz.app.navigation import file_of
from lstmviz.app.views import VIEWS
from tests.pages.opening import SHELL, history, opened, problems, sound, went

ENTRIES = {"task", "net", "rnn", "kept", "claim", "chapter", "exercise"}
EVERYWHERE = ["lecture", "stop"]  # entries of every page's link


def told(app):
    """What the browser's half is given."""
    return json.loads(history(app).proto.json)


@pytest.mark.parametrize("page", VIEWS)
def test_another_net_or_claim_is_an_entry_and_a_moved_control_is_none(page):
    entry = {field.name: field.metadata["entry"] for field in fields(VIEWS[page])}
    assert entry == {name: name in ENTRIES for name in entry}


@pytest.mark.parametrize(
    ("page", "names"),
    [("what_if", ["task", "net", "kept"]), ("step", ["task", "rnn", "kept"]), ("cost", ["claim"])],
)
def test_the_browser_is_told_which_words_of_the_link_are_entries(page, names):
    kind = VIEWS[page].__name__
    assert told(opened(page)) == {"page": kind, "names": [*names, *EVERYWHERE], "arrived": 0}


@pytest.fixture
def app():
    return opened("memory", task="anbn", palette="grey")


def test_one_arrives_once_for_each_time_that_one_goes(app):
    went(app, "task=quotes")
    assert (app.session_state["task"], told(app)["arrived"]) == ("quotes", 1)
    app.selectbox(key="task").set_value("recall")
    sound(app.run())
    assert app.query_params.get("task") is None
    went(app, "task=quotes", 2)  # to where one had gone before
    assert (app.session_state["task"], told(app)["arrived"]) == ("quotes", 2)


def test_a_move_that_comes_with_the_news_of_a_step_back_gives_way_to_it_and_the_next_counts(app):
    app.selectbox(key="task").set_value("recall")
    went(app, "task=quotes")
    assert app.selectbox(key="task").value == "quotes"
    app.selectbox(key="task").set_value("recall")
    assert sound(app.run()).selectbox(key="task").value == "recall"


def test_what_is_unknown_where_one_went_is_told_though_it_is_empty(app):
    went(app, "task=anbn&nonsense=")
    assert "does not know &#x27;nonsense&#x27;" in problems(app)[0]


def test_a_session_that_begins_in_a_browser_that_went_back_before_stays_at_its_address(app):
    anew = AppTest.from_file(SHELL, default_timeout=60)
    anew.query_params["task"] = "anbn"
    for _ in range(2):  # every run carries where the browser went
        went(anew, "task=quotes", 3, history(app).proto.id)
        assert anew.session_state["task"] == "anbn"
    went(anew, "task=quotes", 4)
    assert anew.session_state["task"] == "quotes"


@pytest.mark.parametrize(("by_history", "task"), [(True, "recall"), (False, "anbn")])
def test_back_to_another_page_is_what_its_address_says_and_a_link_is_what_one_had(
    app, monkeypatch, by_history, task
):
    said = partial(local_script_runner.RerunData, is_history_navigation=by_history)
    monkeypatch.setattr(local_script_runner, "RerunData", said)
    app.query_params.clear()
    app.switch_page(str(file_of("what_if")))
    assert sound(app.run()).session_state["task"] == task
    assert app.session_state["palette"] == ("cividis" if by_history else "grey")
