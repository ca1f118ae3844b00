"""A stack of nets gives what each of its nets gives on its own."""

import pytest
import torch

from lstmviz.nets.cells import CELLS
from lstmviz.nets.sequence import SequenceNet
from lstmviz.nets.stacked import Stack, linear

K, STEPS, BATCH, INPUTS, HIDDEN, ANSWERS = 3, 6, 4, 2, 5, 3


def drawn(*shape):
    return torch.randn(shape, dtype=torch.float64, generator=torch.Generator().manual_seed(len(shape)))


def nets_of(cell):
    torch.manual_seed(0)
    return [SequenceNet(cell, INPUTS, HIDDEN, ANSWERS).double() for _ in range(K)]


@pytest.mark.parametrize("cell", CELLS)
def test_each_net_answers_as_on_its_own(cell):
    nets, inputs = nets_of(cell), drawn(K, STEPS, BATCH, INPUTS)
    answers = Stack(nets)(inputs)
    assert answers.shape == (K, STEPS, BATCH, ANSWERS)
    for net, own, answer in zip(nets, inputs, answers, strict=True):
        torch.testing.assert_close(answer, net(own), rtol=0, atol=1e-12)


@pytest.mark.parametrize("cell", CELLS)
def test_each_net_learns_from_its_own_answers(cell):
    nets, inputs = nets_of(cell), drawn(K, STEPS, BATCH, INPUTS)
    stack = Stack(nets)
    stack(inputs)[1].sum().backward()
    nets[1](inputs[1]).sum().backward()
    own = torch.cat([parameter.grad.flatten() for parameter in nets[1].parameters()])
    torch.testing.assert_close(stack.numbers.grad[1], own, rtol=0, atol=1e-10)
    assert not stack.numbers.grad[[0, 2]].any()


@pytest.mark.parametrize("cell", CELLS)
def test_the_weights_come_out_as_they_went_in(cell):
    nets = nets_of(cell)
    stack = Stack(nets)
    states = stack.state_dicts()
    for net, state in zip(nets, states, strict=True):
        theirs = net.state_dict()
        assert list(state) == list(theirs)
        assert all(torch.equal(state[name], weight) for name, weight in theirs.items())
    with torch.no_grad():
        stack.numbers.zero_()
    assert all(weight.any() for weight in states[0].values())  # a copy


def test_without_a_bias_nothing_is_added():
    x, weight = drawn(K, BATCH, INPUTS), drawn(K, HIDDEN, INPUTS, 1)[..., 0]
    torch.testing.assert_close(linear(x, weight, None), torch.einsum("kbi,khi->kbh", x, weight))
