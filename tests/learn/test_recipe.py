from dataclasses import replace

import pytest
import torch

from lstmviz.errors import InputError
from lstmviz.learn.recipe import Recipe, blank, build, equal_hidden, parameters, random_stream
from lstmviz.learn.settings import settings_of
from lstmviz.learn.tasks import TASKS
from lstmviz.nets.cells import CELLS
from lstmviz.nets.sequence import parameter_count

LIMITS = {name: one.limits for name, one in settings_of(Recipe).items() if one.limits}
RECIPE = Recipe("lstm", 8, "chrono-50", 1e-2, 32, 1000, 1.0, length=50)


@pytest.mark.parametrize(("field", "bounds"), LIMITS.items())
def test_limits_are_in_and_beyond_them_is_out(field, bounds):
    least, most = bounds
    assert getattr(replace(RECIPE, **{field: least}), field) == least
    assert getattr(replace(RECIPE, **{field: most}), field) == most
    for value in (least / 2 if field in ("learning_rate", "clip") else least - 1, 2 * most):
        with pytest.raises(InputError) as error:
            replace(RECIPE, **{field: value})
        assert f"{field} is {value!r}" in str(error.value)
        assert f"{most:g}" in str(error.value)


@pytest.mark.parametrize("field", LIMITS)
@pytest.mark.parametrize("value", [float("nan"), float("inf"), -1, "8", None, True, [8]])
def test_what_is_no_number_is_refused(field, value):
    if (field, value) == ("length", None):
        return  # the task's own
    with pytest.raises(InputError, match=field):
        replace(RECIPE, **{field: value})


@pytest.mark.parametrize("field", ["hidden", "batch", "steps", "length"])
def test_whole_numbers_are_whole(field):
    with pytest.raises(InputError, match="whole number"):
        replace(RECIPE, **{field: 8.0})


@pytest.mark.parametrize("cell", ["transformer", "", None, ["lstm"], 1])
def test_an_unknown_cell_is_refused_with_the_choices(cell):
    with pytest.raises(InputError, match=r"Choose one of: rnn, relu-rnn, lstm, gru") as error:
        replace(RECIPE, cell=cell)
    assert f"cell is {cell!r}" in str(error.value)


@pytest.mark.parametrize("optimizer", ["Adam", "", None, ["adam"], 1])
def test_an_unknown_optimizer_is_refused_with_the_choices(optimizer):
    with pytest.raises(InputError, match=r"Choose one of: adam, sgd, rmsprop") as error:
        replace(RECIPE, optimizer=optimizer)
    assert f"optimizer is {optimizer!r}" in str(error.value)


def test_streams_differ_by_seed_and_purpose_and_repeat():
    purposes = ("weights", "training data", "test data")
    draws = {
        tuple(torch.rand(3, generator=random_stream(s, p)).tolist()) for s in range(20) for p in purposes
    }
    assert len(draws) == 60
    first, again = (torch.rand(3, generator=random_stream(7, "weights")) for _ in range(2))
    assert torch.equal(first, again)


@pytest.mark.parametrize("seed", [-1, 2**31])
def test_a_seed_out_of_range_is_refused(seed):
    with pytest.raises(InputError, match=f"seed is {seed}"):
        random_stream(seed, "weights")


@pytest.mark.parametrize("task", TASKS.values(), ids=TASKS)
def test_a_net_fits_its_task(task):
    net = blank(task, replace(RECIPE, cell="rnn", init="default"))
    said = net(task.sample(2, torch.Generator().manual_seed(0)))
    assert said.shape == (task.steps, 2, len(task.answers) or 1)


@pytest.mark.parametrize("task", TASKS.values(), ids=TASKS)
@pytest.mark.parametrize("cell", CELLS)
def test_the_parameters_are_those_of_the_net_that_is_built(task, cell):
    recipe = replace(RECIPE, cell=cell, init="default")
    assert parameters(task, recipe) == parameter_count(build(task, recipe, 0))
    same = replace(recipe, cell="lstm", hidden=equal_hidden(task, recipe, "lstm"))
    assert abs(parameters(task, same) - parameters(task, recipe)) <= 0.2 * parameters(task, recipe)
