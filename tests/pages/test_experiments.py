"""The experiments of the What-if page, without a browser."""

import pytest

from lstmviz.app.what_if.change_list import read
from lstmviz.learn.experiments import EXPERIMENTS
from tests.pages.opening import opened, problems, scene, sound
from tests.pages.test_what_if import listed


def chosen(name):
    app = opened("what_if")
    app.selectbox(key="experiment").set_value(name)
    return sound(app.run())


@pytest.mark.parametrize("name", EXPERIMENTS)
def test_the_question_comes_first_then_the_change_and_what_was_measured(name):
    experiment, app = EXPERIMENTS[name], chosen(name)
    assert listed(app) == ""
    assert app.session_state["task"] == experiment.task.name
    untouched, outcome = scene(app), experiment.measure()
    assert not any(outcome.says in text.value for text in app.markdown)
    app.radio[0].set_value(experiment.options[outcome.right])
    app = sound(app.run())
    assert len(read(listed(app))[0]) >= 1
    assert problems(app) == []
    assert scene(app) != untouched
    assert any(f"**Right.** {outcome.says}" in text.value for text in app.markdown)


def test_a_wrong_guess_is_told_what_is_right():
    app = chosen("memory-surgery")
    experiment = EXPERIMENTS["memory-surgery"]
    right = experiment.options[experiment.measure().right]
    app.radio[0].set_value(next(option for option in experiment.options if option != right))
    assert any(f"**It is: {right}.**" in text.value for text in sound(app.run()).markdown)


def test_another_task_leaves_the_experiment():
    app = chosen("memory-surgery")
    app.get("button_group")[0].set_value("quotes")
    app = sound(app.run())
    assert app.session_state["experiment"] == ""
    assert len(app.radio) == 0
