"""What each task tells a visitor to look for is there to be seen in the LSTM that is shipped."""

from dataclasses import replace

import pytest
import torch

import lstmviz
from lstmviz.learn.saved_nets.shipped import SHIPPED, load

every_shipped_task = pytest.mark.parametrize("task", SHIPPED.values(), ids=SHIPPED)


def read_by(net, task):
    """The task's inputs, and the layer of a net that read them."""
    inputs = task.sample(500, torch.Generator().manual_seed(0))
    return inputs, lstmviz.trace(net.recurrent, inputs).layers[0]


@every_shipped_task
def test_what_to_look_for_is_there(task):
    assert task.is_there(*read_by(load(task.name, "lstm").net, task))


@every_shipped_task
def test_it_is_not_there_in_a_net_that_has_not_learned(task):
    net = load(task.name, "lstm").net
    generator = torch.Generator().manual_seed(0)
    for parameter in net.parameters():
        parameter.uniform_(-0.5, 0.5, generator=generator)
    assert not task.is_there(*read_by(net, task))


class Noted(dict):
    """A layer's quantities, and which of them were asked for."""

    def __init__(self, quantities):
        super().__init__(quantities)
        self.asked = set()

    def __getitem__(self, name):
        self.asked.add(name)
        return super().__getitem__(name)


@every_shipped_task
def test_every_quantity_that_shows_it_is_needed_and_no_sign_of_a_cell(task):
    inputs, layer = read_by(load(task.name, "lstm").net, task)

    def is_there(**others):
        return task.is_there(inputs, replace(layer, quantities={**layer.quantities, **others}))

    noted = Noted(layer.quantities)
    assert task.is_there(inputs, replace(layer, quantities=noted))
    for name in noted.asked:
        for value in (0.0, 1.0):
            assert not is_there(**{name: torch.full_like(layer.quantities[name], value)}), (name, value)
    assert is_there(cell=-layer.cell)  # with the candidate and what reads the cell turned round, the same net


@pytest.mark.parametrize("name", ["recall", "short-recall"])
def test_recall_is_shown_by_all_units_and_not_by_most(name):
    task = SHIPPED[name]
    inputs, layer = read_by(load(name, "lstm").net, task)
    gates = layer.forget_gate.clone()
    gates[..., 0] = 1.0
    assert not task.is_there(inputs, replace(layer, quantities={**layer.quantities, "forget_gate": gates}))
