"""Nets trained in a stack are those trained by themselves, within rounding."""

from dataclasses import replace

import pytest

from lstmviz.errors import InputError
from lstmviz.learn.recipe import Recipe, build
from lstmviz.learn.stacked_training import train_stack
from lstmviz.learn.tasks import TASKS
from lstmviz.learn.training import train
from lstmviz.nets.cells import CELLS

RECIPE = Recipe("lstm", 4, "default", 1e-2, 8, 12, 1.0)


def alone(task, recipe, seed):
    """The net that `train` makes, and whether it diverged."""
    net = build(task, recipe, seed)
    *_, end = train(net, task, recipe, seed)
    return net, end.diverged


def distance(one, other):
    """The largest difference of two nets' weights."""
    pairs = zip(one.parameters(), other.parameters(), strict=True)
    return max(float((a - b).detach().abs().max()) for a, b in pairs)


@pytest.mark.parametrize("task", TASKS.values(), ids=TASKS)
@pytest.mark.parametrize("cell", CELLS)
def test_every_net_of_a_stack_is_the_one_trained_by_itself(task, cell):
    recipe = replace(RECIPE, cell=cell)
    members = [(recipe, 3), (replace(recipe, learning_rate=1e-3, clip=0.01), 3), (recipe, 4)]
    for (one, seed), trained in zip(members, train_stack(task, members), strict=True):
        net, _ = alone(task, one, seed)
        assert distance(net, build(task, one, seed)) > 1e-3  # it has moved
        assert distance(net, trained.net) < 1e-5


def test_a_net_that_overflows_stops_there_and_the_others_go_on():
    task = TASKS["counter"]
    recipe = replace(RECIPE, cell="relu-rnn", hidden=8, init="identity", steps=30)
    steep = replace(recipe, learning_rate=1.0, clip=1e30)
    good, bad = train_stack(task, [(recipe, 0), (steep, 0)])
    assert (good.diverged, bad.diverged) == (False, True)
    assert alone(task, steep, 0)[1]
    assert distance(good.net, alone(task, recipe, 0)[0]) < 1e-5
    assert all(weight.isfinite().all() for weight in bad.net.parameters())


def test_a_length_of_its_own_is_read():
    recipe = replace(RECIPE, length=9)
    (trained,) = train_stack(TASKS["recall"], [(recipe, 0)])
    assert distance(trained.net, alone(TASKS["recall"], recipe, 0)[0]) < 1e-5


@pytest.mark.parametrize(
    ("changes", "named"), [({"hidden": 5}, "hidden is [4, 5]"), ({"steps": 13}, "steps is [12, 13]")]
)
def test_nets_of_other_shapes_are_refused(changes, named):
    with pytest.raises(InputError) as error:
        train_stack(TASKS["recall"], [(RECIPE, 0), (replace(RECIPE, **changes), 0)])
    assert named in str(error.value)


def test_other_optimizers_are_refused():
    with pytest.raises(InputError, match="optimizer is 'sgd'"):
        train_stack(TASKS["recall"], [(replace(RECIPE, optimizer="sgd"), 0)])
