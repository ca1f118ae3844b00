"""An address before the latest: gone back to, or asked for because the answer to the last move is to come."""

import pytest

from lstmviz.app.link import heard
from tests.pages.opening import opened, sound


@pytest.fixture
def changing():
    """The What-if page with one change, at 0.5."""
    return opened("what_if", task="anbn", changes="forget_gate,set,0.5,all,t1-16")


def moved(app, value):
    app.slider(key="slider-0-0").set_value(value)
    return sound(app.run())


def asked_again(app, address):
    """The page run again, with the address that the browser still holds."""
    app.query_params.clear()
    app.query_params.update(address)
    return app


def at(app):
    return app.session_state["changes"].split(",")[2]


def test_a_move_before_the_answer_to_the_last_one_is_kept(changing):
    address = dict(changing.query_params)
    late = moved(asked_again(moved(changing, 0.6), address), 0.7)
    assert at(late) == "0.7"
    assert late.query_params["changes"] == "forget_gate,set,0.7,all,t1-16"
    later = moved(asked_again(late, address), 0.8)
    assert at(later) == "0.8"


def test_a_run_for_nothing_before_the_answer_loses_nothing(changing):
    address = dict(changing.query_params)
    assert at(sound(asked_again(moved(changing, 0.6), address).run())) == "0.6"


def test_going_back_is_followed(changing, monkeypatch):
    monkeypatch.setattr(heard, "LATE", 0.0)
    address = dict(changing.query_params)
    assert at(sound(asked_again(moved(changing, 0.6), address).run())) == "0.5"


def test_going_back_is_followed_at_once_where_the_latest_was_heard(changing):
    address = dict(changing.query_params)
    heard_of = sound(moved(changing, 0.6).run())
    assert at(sound(asked_again(heard_of, address).run())) == "0.5"


def test_going_forward_is_followed_however_soon_after_going_back(changing):
    address = dict(changing.query_params)
    heard_of = sound(moved(changing, 0.6).run())
    forward = dict(heard_of.query_params)
    back = sound(asked_again(heard_of, address).run())
    assert at(sound(asked_again(back, forward).run())) == "0.6"


def test_an_address_that_is_new_is_followed_however_soon(changing):
    other = {"task": "anbn", "changes": "forget_gate,set,0.25,all,t1-16"}
    assert at(sound(asked_again(moved(changing, 0.6), other).run())) == "0.25"
