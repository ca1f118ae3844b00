"""SequenceNet: PyTorch's own layer and readout, and how many numbers they hold."""

import pytest
import torch
from torch import nn

from lstmviz.nets.cells import CELLS
from lstmviz.nets.recurrent import RecurrentLayer
from lstmviz.nets.sequence import SequenceNet, parameter_count, same_parameters


@pytest.mark.parametrize("cell", CELLS)
def test_answers_every_step_from_the_hidden_state(cell):
    torch.manual_seed(0)
    net, x = SequenceNet(cell, inputs=3, hidden=5, answers=2), torch.randn(7, 4, 3)
    hidden, _ = net.recurrent(x)
    answers = net(x)
    assert answers.shape == (7, 4, 2)
    assert torch.equal(answers, net.readout(hidden))
    module = CELLS[cell].module
    assert type(net.recurrent) is (getattr(nn, module) if module else RecurrentLayer)


@pytest.mark.parametrize("cell", CELLS)
def test_an_answer_never_depends_on_what_comes_later(cell):
    torch.manual_seed(0)
    net, x = SequenceNet(cell, inputs=3, hidden=5, answers=2), torch.randn(7, 1, 3)
    changed = x.clone()
    changed[4:] += 1.0
    difference = (net(x) - net(changed)).abs().amax(dim=(1, 2))
    assert difference[:4].max() < 1e-6
    assert difference[4:].min() > 1e-4


@pytest.mark.parametrize(("cell", "count"), [("rnn", 8 * (3 + 8 + 2)), ("gru", 312), ("lstm", 416)])
def test_parameter_count(cell, count):
    assert parameter_count(SequenceNet(cell, inputs=3, hidden=8, answers=2)) == count + 2 * (8 + 1)


@pytest.mark.parametrize("cell", CELLS)
@pytest.mark.parametrize("target", [100, 434, 5000])
def test_same_parameters_is_the_closest_size_there_is(cell, target):
    def off(hidden):
        return abs(parameter_count(SequenceNet(cell, inputs=3, hidden=hidden, answers=2)) - target)

    size = same_parameters(target, cell, inputs=3, answers=2)
    assert off(size) <= off(size + 1)
    assert off(size) <= off(max(1, size - 1))
