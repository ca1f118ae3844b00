"""The place of a job on a page: who waits, who watches, and how often they look."""

from types import SimpleNamespace

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from lstmviz.app import running
from lstmviz.app.jobs.files import JobFiles
from lstmviz.app.jobs.runner import Jobs, Spec, State
from lstmviz.app.running import BEAT, LOOKS_A_SECOND, SELDOM
from tests.pages.opening import problems, sound


def page():
    import streamlit as st

    from lstmviz.app.jobs.runner import Spec
    from lstmviz.app.running import jobs, show_run

    spec = Spec("wait", {"for": st.query_params["for"]})
    show_run(spec, jobs().state(spec.id), "Start it")


@pytest.fixture
def visit(monkeypatch, jobs):
    """visit("a", "ada"): the page of a job that waits for a file, as a visitor sees it."""
    monkeypatch.setattr(running, "jobs", lambda: jobs)

    def visited(name, visitor):
        app = AppTest.from_function(page)
        app.session_state["visitor"] = visitor
        app.query_params["for"] = name
        return sound(app.run())

    return visited


def press(app, label):
    next(button for button in app.button if button.label == label).click()
    return sound(app.run())


def labels(app):
    return [button.label for button in app.button]


def bars(app):
    return [bar.proto.text for bar in app.get("progress")]


def test_it_is_started_watched_and_stopped(visit):
    app = visit("a", "ada")
    assert labels(app) == ["Start it"]
    app = press(app, "Start it")
    assert labels(app) == ["Stop"]
    assert bars(app)[0].startswith(("0%", "50%"))
    watching = visit("a", "bob")
    assert labels(watching) == []
    assert [text.value for text in watching.markdown] == ["Somebody else started it; you are watching."]
    assert labels(press(app, "Stop")) == ["Go on"]


def test_who_waits_sees_the_place_and_can_leave(visit):
    press(visit("a", "ada"), "Start it")
    press(visit("b", "bob"), "Start it")
    third = press(visit("c", "eve"), "Start it")
    assert bars(third) == ["Waiting: number 2 in the queue."]
    assert labels(press(third, "Stop")) == ["Go on"]


def test_who_comes_back_after_the_server_was_killed_presses_no_button(visit, jobs):
    spec = Spec("wait", {"for": "a"})
    killed = JobFiles(jobs.folder / spec.id)
    killed.write_spec(spec)
    killed.write_wanted(["ada"])
    assert labels(visit("a", "bob")) == ["Go on"]
    assert labels(visit("a", "ada")) == ["Stop"]
    assert jobs.wants(spec.id, "ada")


def test_a_refusal_is_told_where_the_button_stands(visit, monkeypatch):
    monkeypatch.setattr("lstmviz.app.jobs.queue.MOST_WAITING", 0)
    app = press(visit("a", "ada"), "Start it")
    assert "0 jobs are waiting, the limit" in problems(app)[0]
    assert labels(app) == ["Start it"]


def test_a_look_is_told_to_the_jobs(visit, jobs):
    press(visit("a", "ada"), "Start it")
    visit("a", "bob")
    press(visit("b", "eve"), "Start it")
    assert (jobs.watchers("running"), jobs.watchers("waiting")) == (2, 1)


def test_the_address_is_told_to_the_queue(visit, jobs, monkeypatch):
    app = visit("a", "ada")
    context = SimpleNamespace(ip_address="10.0.0.7", cookies={})
    monkeypatch.setattr(st, "context", context)
    press(app, "Start it")
    assert [job.address for job in jobs._jobs.values()] == ["10.0.0.7"]


class Crowd(Jobs):
    """So many look at jobs that run, and so many at jobs that wait."""

    def __init__(self, running, waiting):
        self.looking = {"running": running, "waiting": waiting}

    def watchers(self, status):
        return self.looking[status]

    def state(self, id):
        return State("running")


@pytest.mark.parametrize("runs", [1, 2, 10, 200])
@pytest.mark.parametrize("waits", [0, 1, 50, 200])
def test_all_looks_of_the_server_share_one_budget(monkeypatch, runs, waits):
    monkeypatch.setattr(running, "jobs", lambda: Crowd(runs, waits))
    pace = running.pace("any")
    assert pace >= BEAT
    assert runs / pace + waits / (SELDOM * pace) <= LOOKS_A_SECOND + 1e-9


def test_only_what_runs_is_drawn_again_as_a_whole(jobs, monkeypatch):
    monkeypatch.setattr(running, "jobs", lambda: jobs)
    first, second = (jobs.submit(Spec("wait", {"for": name}), name) for name in "ab")
    assert running.pace(first) == BEAT
    assert running.pace(second) is None
    assert running.pace("0" * 16) is None


def test_when_many_more_look_the_pace_is_set_anew(visit, jobs):
    app = press(visit("a", "ada"), "Start it")
    assert app.session_state["pace"] == BEAT
    (id,) = jobs._jobs
    for visitor in range(49):
        jobs.look(id, str(visitor), lambda: True)
    app = sound(app.run())
    assert app.session_state["pace"] == 50 / LOOKS_A_SECOND
