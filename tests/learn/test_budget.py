from dataclasses import replace

import pytest

from lstmviz.learn.budget import milliseconds_a_step
from lstmviz.learn.recipe import Recipe
from lstmviz.learn.tasks import TASKS

TASK = TASKS["recall"]
RECIPE = Recipe("lstm", 8, "default", 1e-2, 32, 100, 1.0)


@pytest.mark.parametrize("cell", ["lstm", "rnn", "relu-rnn", "gru"])
def test_more_of_anything_costs_more(cell):
    recipe = replace(RECIPE, cell=cell)
    costs = milliseconds_a_step(TASK, recipe)
    for larger in ({"hidden": 64}, {"batch": 128}, {"length": 200}):
        assert milliseconds_a_step(TASK, replace(recipe, **larger)) > 1.2 * costs or larger == {"batch": 128}
        assert milliseconds_a_step(TASK, replace(recipe, **larger)) > costs


def test_measured_sizes_are_within_a_factor_of_two():
    measured = {
        ("lstm", 8, 32): 1.7,
        ("lstm", 64, 128): 19.4,
        ("rnn", 8, 32): 3.1,
        ("gru", 64, 32): 11.6,
    }  # ms
    for (cell, hidden, batch), milliseconds in measured.items():
        said = milliseconds_a_step(TASK, replace(RECIPE, cell=cell, hidden=hidden, batch=batch))
        assert milliseconds / 1.1 <= said <= 2 * milliseconds
