"""The What-if page, without a browser."""

import pytest

from lstmviz.app.what_if.change_list import read
from lstmviz.learn.saved_nets.shipped import SHIPPED
from tests.pages.opening import moved, opened, problems, scene, sound


def pressed(app, label):
    next(button for button in app.button if button.label == label).click()
    return sound(app.run())


def listed(app):
    return app.session_state["changes"]


@pytest.mark.parametrize("task", SHIPPED)
def test_it_opens_on_every_task_with_nothing_changed(task):
    app = opened("what_if", task=task)
    assert scene(app)
    assert listed(app) == ""
    assert problems(app) == []


def test_a_change_is_added_adjusted_switched_off_and_removed():
    app = opened("what_if")
    untouched = scene(app)
    app = pressed(app, "Add")
    assert listed(app) == "forget_gate,set,0,all,t1-20"
    closed = scene(app)
    assert closed != untouched
    app = moved(app, 0, count=1, value=0.5)
    assert listed(app) == "forget_gate,set,0.5,all,t1-20"
    assert scene(app) not in (untouched, closed)
    app = moved(app, 0, count=2, value=0.123)
    assert listed(app) == "forget_gate,set,0.123,all,t1-20"
    app = moved(app, 0, count=3, on=False, value=0.123)
    assert listed(app) == "off,forget_gate,set,0.123,all,t1-20"
    assert scene(app) == untouched
    assert listed(pressed(app, "Remove")) == ""


def test_undo_redo_and_reset_walk_through_what_was_done():
    app = pressed(pressed(opened("what_if"), "Add"), "Add")
    both = listed(app)
    assert len(read(both)[0]) == 2
    app = pressed(app, "Undo")
    assert len(read(listed(app))[0]) == 1
    app = pressed(app, "Redo")
    assert listed(app) == both
    app = pressed(app, "Reset")
    assert listed(app) == ""
    assert listed(pressed(app, "Undo")) == both


def test_a_link_brings_its_changes_and_names_what_it_drops():
    app = opened(
        "what_if", task="anbn", changes="forget_gate,set,0.99,u0,t1-16;<img src=x>,1;cell,add,1,u9,all"
    )
    assert len(read(listed(app))[0]) == 2
    (said,) = problems(app)
    assert "&lt;img src=x&gt;" in said
    assert "Not made: cell state of unit 9" in said


def test_a_fresh_net_is_made_from_its_seed():
    one, same, other = (
        scene(opened("what_if", net="fresh", hidden="5", seed=seed)) for seed in ("3", "3", "4")
    )
    assert one == same
    assert one != other


def test_a_fresh_net_out_of_range_falls_back_and_says_so():
    (said,) = problems(opened("what_if", net="fresh", hidden="65", init="best", seed="-1"))
    for word in ("hidden", "&#x27;65&#x27;", "1 to 64", "init", "&#x27;best&#x27;", "seed"):
        assert word in said


@pytest.mark.parametrize("kind", ["weight_hh", "bias_ih", "forget-bias", "recurrent-scale", "token", "cell"])
def test_every_kind_of_change_can_be_added(kind):
    app = opened("what_if", task="counter")
    app.selectbox(key="kind").set_value(kind)
    app = pressed(sound(app.run()), "Add")
    assert listed(app).startswith(f"{kind},")
    assert problems(app) == []
