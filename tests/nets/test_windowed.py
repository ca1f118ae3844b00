import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st
from torch.nn import functional

from lstmviz.nets.fresh import fresh_layers
from lstmviz.nets.windowed import CausalNet

SHAPES = [(2, 4), (16, 1), (3, 2)]  # kernel, layers


def drawn(kernel, layers, seed=0, hidden=5):
    generator = torch.Generator().manual_seed(seed)
    return fresh_layers(lambda: CausalNet(3, hidden, 2, kernel, layers), generator)


@given(st.sampled_from(SHAPES), st.integers(0, 29), st.integers(0, 9))
def test_an_answer_depends_on_the_steps_in_reach_and_on_no_other(shape, step, seed):
    net = drawn(*shape).double()
    inputs = torch.randn(30, 1, 3, generator=torch.Generator().manual_seed(seed), dtype=torch.float64)
    inputs.requires_grad_()
    net(inputs)[step].sum().backward()
    touched = inputs.grad.abs().sum(dim=(1, 2)) > 0
    assert touched.nonzero().flatten().tolist() == list(range(max(0, step - net.reach + 1), step + 1))


def test_one_wide_kernel_is_the_same_two_layer_net_over_every_window():
    net = drawn(4, 1).double()
    (first,), readout = net.convolutions, net.readout
    inputs = torch.randn(9, 2, 3, generator=torch.Generator().manual_seed(0), dtype=torch.float64)
    padded = torch.cat([torch.zeros(3, 2, 3, dtype=torch.float64), inputs])
    weight = first.weight.permute(0, 2, 1).reshape(5, -1)  # (H, k * I), as the window is flattened
    for step, answer in enumerate(net(inputs)):
        window = padded[step : step + 4].permute(1, 0, 2).reshape(2, -1)
        hidden = torch.tanh(functional.linear(window, weight, first.bias))
        assert torch.allclose(answer, readout(hidden), atol=1e-12)


@pytest.mark.parametrize("shape", SHAPES)
def test_weights_come_from_their_own_generator(shape):
    before = torch.get_rng_state()
    ours, again, other = drawn(*shape), drawn(*shape), drawn(*shape, seed=1)
    assert torch.equal(torch.get_rng_state(), before)
    for mine, same, different in zip(*(net.parameters() for net in (ours, again, other)), strict=True):
        assert torch.equal(mine, same)
        assert not torch.equal(mine, different)


@pytest.mark.parametrize("shape", SHAPES)
def test_weights_are_drawn_in_pytorchs_range(shape):
    net = drawn(*shape, hidden=64)
    for layer in (*net.convolutions, net.readout):
        bound = layer.weight[0].numel() ** -0.5
        assert 0.9 * bound < layer.weight.abs().max() <= bound
        assert 0 < layer.bias.abs().max() <= bound
