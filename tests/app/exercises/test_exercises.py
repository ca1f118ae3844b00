"""The exercises: every link opens, every answer comes from a net and is what was measured for courses."""

import pytest

from lstmviz.app.exercises.answers import ANSWERS
from lstmviz.app.exercises.exercises import EXERCISES
from lstmviz.app.lecture.links import faults
from tests.pages.opening import opened, problems, sound
from tests.pages.test_lectures import card

# As measured in the survey of courses, with PyTorch and by hand.
MEASURED = {
    "change_at_an_a": (-0.92, 0.02),
    "cell_at_the_flag": (-0.364, 0.002),
    "weights_of_the_layer": (480, 0),
    "cell_after_ten": (8.53, 0.02),
    "unit_of_quotes": (1, 0),
    "reach_of_the_lstm": (19, 0),
    "steps_shut": (2, 0),
    "count_after_held_reset": (3.28, 0.01),
    "first_wrong_count": (10, 0),
    "bias_for_a_hundred_steps": (2.0, 0),
    "adding_at_a_hundred": (0.0, 0.01),
    "orthogonal_at_thirty": (4, 0),
}


def test_there_are_twelve_the_easy_ones_first():
    assert [one.grade for one in EXERCISES] == ["easy"] * 5 + ["medium"] * 4 + ["hard"] * 3
    assert [one.answer for one in EXERCISES] == list(ANSWERS) == list(MEASURED)


@pytest.mark.parametrize("exercise", EXERCISES, ids=lambda one: one.title)
def test_where_one_finds_out_opens(exercise):
    assert faults(exercise.link) == []


@pytest.mark.parametrize("name", MEASURED)
def test_the_net_gives_what_was_measured(name):
    expected, within = MEASURED[name]
    assert ANSWERS[name]() == pytest.approx(expected, abs=within)


def test_an_answer_near_enough_is_right_and_another_is_not():
    first = EXERCISES[0]
    assert first.is_right(-0.92, -0.927)
    assert not first.is_right(0.92, -0.927)


def test_the_page_checks_an_answer():
    app = opened("exercises", exercise="6")
    assert problems(app) == []
    app = sound(app.number_input[0].set_value(12.0).run())
    assert "Not yet." in card(app)
    app = sound(app.number_input[0].set_value(19.0).run())
    assert "**Right.** The net gives 19." in card(app)
