"""What each task tells a visitor to look for is there to be seen in the LSTM that is shipped."""

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
