import pytest
import torch

from lstmviz.claims.contest import ENTRANTS, EVERY, TASKS, fresh_net, recipe, shape_of
from lstmviz.claims.contest_tuning import TUNED
from lstmviz.nets.sequence import parameter_count

TRAINED = [(task, net, variant) for task, net in TUNED for variant in EVERY[net].variants]


def drawn(task, net, variant):
    return fresh_net(task, net, variant, torch.Generator().manual_seed(0))


@pytest.mark.parametrize(("task", "net", "variant"), TRAINED)
def test_every_net_has_the_lstms_parameters_within_15_percent(task, net, variant):
    lstm = parameter_count(drawn(task, "lstm", "forget-bias-1"))
    module = drawn(task, net, variant)
    assert abs(parameter_count(module) / lstm - 1) < 0.15
    shape = shape_of(task, 1)
    assert module(torch.zeros(TASKS[task].steps, 2, shape.inputs)).shape[2] == shape.answers


@pytest.mark.parametrize("task", TASKS)
def test_the_convolution_sees_every_step_of_the_task(task):
    for variant in ENTRANTS["convolution"].variants:
        assert drawn(task, "convolution", variant).reach >= TASKS[task].steps


def test_nets_get_as_many_updates_of_as_many_sequences():
    recipes = [recipe(task, net, variant, 1e-2, 700) for task, net, variant in TRAINED]
    assert {(one.steps, one.batch, one.clip, one.optimizer) for one in recipes} == {(700, 32, 1.0, "adam")}
    assert recipe("far-order", "lstm", "chrono-{steps}", 1e-2, 1).init == "chrono-50"
