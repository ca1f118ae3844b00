"""The experiments of the What-if page, without a browser."""

import pytest

from lstmviz.app.what_if.change_list import read
from lstmviz.claims.experiments import EXPERIMENTS
from lstmviz.claims.stored import stored
from tests.pages.opening import opened, problems, scene, sound
from tests.pages.test_what_if import listed


def verdict_of(experiment):
    return experiment.verdict(stored(experiment).rows, {})


def chosen(name):
    app = opened("what_if")
    app.selectbox(key="experiment").set_value(name)
    return sound(app.run())


@pytest.mark.parametrize("name", EXPERIMENTS)
def test_the_question_comes_first_then_the_change_and_what_was_measured(name):
    experiment, app = EXPERIMENTS[name], chosen(name)
    assert listed(app) == ""
    assert problems(app) == []
    assert app.session_state["task"] == experiment.task.name
    untouched, verdict = scene(app), verdict_of(experiment)
    assert not any(verdict.says in text.value for text in app.markdown)
    app.radio(key="guess").set_value(str(verdict.right + 1))
    app = sound(app.run())
    assert len(read(listed(app))[0]) >= 1
    assert problems(app) == []
    assert scene(app) != untouched
    assert any(f"**Right.** {experiment.explanation}" in text.value for text in app.markdown)
    assert any(verdict.says in text.value for text in app.markdown)
    assert any(verdict.condition in text.value for text in app.markdown)
    again = opened("what_if", **{word: app.query_params[word] for word in app.query_params})
    assert scene(again) == scene(app)  # a link holds guess and change
    assert any(verdict.says in text.value for text in again.markdown)


def test_a_wrong_guess_is_told_what_is_right():
    app = chosen("memory-surgery")
    experiment = EXPERIMENTS["memory-surgery"]
    right = experiment.options[verdict_of(experiment).right]
    app.radio(key="guess").set_value("4")
    assert any(f"**It is: {right}.**" in text.value for text in sound(app.run()).markdown)


def test_another_task_leaves_the_experiment():
    app = chosen("memory-surgery")
    app.selectbox(key="task").set_value("quotes")
    app = sound(app.run())
    assert app.session_state["experiment"] == ""
    assert len(app.radio) == 0
