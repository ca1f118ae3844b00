"""SequenceNet: PyTorch's own layer and readout, and how many numbers they hold."""

import pytest
import torch
from torch import nn

from lstmviz.internals.trace import trace
from lstmviz.nets.cells import CELLS
from lstmviz.nets.recurrent import RecurrentLayer
from lstmviz.nets.sequence import AssembledNet, SequenceNet, parameter_count, same_parameters


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


def test_a_net_has_from_1_to_512_units():
    assert same_parameters(1, "rnn", inputs=3, answers=2) == 1
    assert same_parameters(10**9, "rnn", inputs=3, answers=2) == 512


def test_several_layers_stand_upon_each_other():
    net = SequenceNet("gru", inputs=3, hidden=5, answers=2, layers=2)
    assert net.recurrent.num_layers == 2
    assert net(torch.randn(7, 4, 3)).shape == (7, 4, 2)


@pytest.fixture(params=[False, True], ids=["one direction", "both"])
def assembled(request):
    lstm = nn.LSTM(4, 5, num_layers=2, bidirectional=request.param)
    return AssembledNet(lstm, nn.Linear(lstm(torch.randn(1, 1, 4))[0].shape[-1], 2), nn.Embedding(9, 4))


def test_a_layer_by_name_is_the_one_of_that_name_in_a_trace(assembled):
    layers = trace(assembled.recurrent, torch.randn(3, 1, 4)).layers
    for number, layer in enumerate(layers):
        assert assembled.at(layer.name.replace(" ", "_")).layer_number == number


def test_the_same_net_is_looked_at_in_another_layer(assembled):
    other, x = assembled.at("l1"), torch.randn(3, 1, 4)
    assert (assembled.layer, other.layer) == ("l0", "l1")
    for part in ("recurrent", "readout", "embedding"):
        assert getattr(other, part) is getattr(assembled, part)
    assert not other.training
    torch.testing.assert_close(other(x), assembled.readout(assembled.recurrent(x)[0]))


def test_without_a_readout_a_net_answers_nothing():
    assert AssembledNet(nn.GRU(3, 5))(torch.randn(7, 2, 3)).shape == (7, 2, 0)
