"""The place of a job on a page: who waits, who watches, and how often they look."""

from types import SimpleNamespace

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from lstmviz.app import running
from lstmviz.app.jobs.files import JobFiles
from lstmviz.app.jobs.queue import MOST_WAITING
from lstmviz.app.jobs.runner import Jobs, Spec, State
from lstmviz.app.running import BEAT, FIRST, LONGEST, LOOKS_A_SECOND, SELDOM
from tests.pages.opening import problems, sound


def page():
    import streamlit as st

    from lstmviz.app.jobs.runner import Spec
    from lstmviz.app.running import show_run, watch

    spec = Spec("wait", {"for": st.query_params["for"]})
    watch(spec, lambda state: show_run(spec, state, "Start it"))


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
    """So many look at jobs that run, and so many at jobs that wait, each at one of their own."""

    def __init__(self, running, waiting, asked_by=None):
        self.looking, self.asked_by = {"running": running, "waiting": waiting}, asked_by

    def watchers(self, status):
        return self.looking[status]

    def was_first_asked_by(self, id, visitor):
        return visitor == self.asked_by


@pytest.mark.parametrize("runs", [1, 2, 10, 200])
@pytest.mark.parametrize("waits", [0, 1, 50, 200])
def test_all_looks_of_the_server_share_one_budget(monkeypatch, runs, waits):
    monkeypatch.setattr(running, "jobs", lambda: Crowd(runs, waits))
    pause = running.pause("any", State("running"))
    assert pause >= BEAT
    looks = runs / pause
    looks += sum(1 / running.pause("any", State("waiting", place)) for place in range(1, waits + 1))
    assert looks <= LOOKS_A_SECOND + 1e-9


def test_a_full_queue_takes_less_than_half_of_it(monkeypatch):
    monkeypatch.setattr(running, "jobs", lambda: Crowd(1, MOST_WAITING))
    places = range(1, MOST_WAITING + 1)
    looks = sum(1 / running.pause("any", State("waiting", place)) for place in places)
    assert looks < LOOKS_A_SECOND / 2


@pytest.mark.parametrize("waits", [1, 50, 200])
def test_who_is_next_looks_soonest_and_nobody_waits_long_for_a_look(monkeypatch, waits):
    monkeypatch.setattr(running, "jobs", lambda: Crowd(1, waits))
    pauses = [running.pause("any", State("waiting", place)) for place in range(1, waits + 1)]
    assert pauses == sorted(pauses)
    assert pauses[0] >= SELDOM * BEAT
    assert max(pauses) <= max(LONGEST, SELDOM * (1 + waits / SELDOM) / LOOKS_A_SECOND)


def test_who_asked_first_sees_it_come_along_before_a_hall_that_watches(monkeypatch):
    monkeypatch.setattr(running, "visitor", lambda: "lecturer")
    for asked_by, seconds in [("lecturer", FIRST), ("student", 200 / LOOKS_A_SECOND)]:
        monkeypatch.setattr(running, "jobs", lambda by=asked_by: Crowd(200, 0, by))
        assert running.pause("any", State("running")) == seconds


def test_only_what_runs_is_drawn_again_as_a_whole(visit, monkeypatch):
    drawn_again = []

    def fragment(show, run_every):
        drawn_again.append((show.__name__, run_every))
        return show

    first, second = press(visit("a", "ada"), "Start it"), press(visit("b", "bob"), "Start it")
    monkeypatch.setattr(st, "fragment", fragment)
    sound(first.run())
    sound(second.run())
    assert drawn_again == [("_show_while", BEAT), ("_show_while", None), ("_show_place", SELDOM * BEAT)]
    visit("c", "eve")  # whose job nobody asked for
    assert len(drawn_again) == 3


def test_what_starts_while_it_is_drawn_is_not_taken_for_waiting(visit, jobs, monkeypatch):
    app = press(visit("a", "ada"), "Start it")
    states = iter([State("waiting", 1)])
    state = jobs.state
    monkeypatch.setattr(jobs, "state", lambda id: next(states, None) or state(id))
    drawn_again = []
    fragment = st.fragment
    monkeypatch.setattr(
        st, "fragment", lambda show, run_every: drawn_again.append(run_every) or fragment(show)
    )
    app = sound(app.run())
    assert drawn_again == [None, BEAT]
    assert bars(app)[0].startswith(("0%", "50%"))


def test_when_many_more_look_the_pause_is_set_anew(visit, jobs):
    app = press(visit("a", "ada"), "Start it")
    watching = visit("a", "bob")
    assert (app.session_state["pause"], watching.session_state["pause"]) == (BEAT, BEAT)
    (id,) = jobs._jobs
    for visitor in range(48):
        jobs.look(id, str(visitor), lambda: True)
    assert sound(watching.run()).session_state["pause"] == 50 / LOOKS_A_SECOND
    assert sound(app.run()).session_state["pause"] == FIRST
