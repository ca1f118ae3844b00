import math

import pytest
import torch
from torch.nn import functional

from lstmviz.nets.attention import AttentionNet, positions
from lstmviz.nets.fresh import fresh_layers


def drawn(heads=2, seed=0, hidden=6):
    generator = torch.Generator().manual_seed(seed)
    return fresh_layers(lambda: AttentionNet(3, hidden, 2, heads), generator).double()


def normal(*shape):
    return torch.randn(shape, generator=torch.Generator().manual_seed(0), dtype=torch.float64)


@pytest.mark.parametrize("step", [0, 4, 8])
def test_an_answer_depends_on_all_steps_so_far_and_on_no_later_one(step):
    inputs = normal(9, 1, 3).requires_grad_()
    drawn()(inputs)[step].sum().backward()
    touched = inputs.grad.abs().sum(dim=(1, 2)) > 0
    assert touched.nonzero().flatten().tolist() == list(range(step + 1))


@pytest.mark.parametrize("heads", [1, 2, 3])
def test_it_is_pytorchs_own_encoder_layer(heads):
    net = drawn(heads)
    layer = torch.nn.TransformerEncoderLayer(6, heads, 12, 0.0, norm_first=True, batch_first=True).double()
    with torch.no_grad():
        for theirs, ours in (
            (layer.self_attn.in_proj_weight, net.queries_keys_values.weight),
            (layer.self_attn.in_proj_bias, net.queries_keys_values.bias),
            (layer.self_attn.out_proj.weight, net.merge.weight),
            (layer.self_attn.out_proj.bias, net.merge.bias),
        ):
            theirs.copy_(ours)
        layer.linear1.load_state_dict(net.widen.state_dict())
        layer.linear2.load_state_dict(net.narrow.state_dict())
    inputs = normal(9, 2, 3)
    signal = functional.linear(inputs, net.embed.weight, net.embed.bias).transpose(0, 1)
    mask = torch.nn.Transformer.generate_square_subsequent_mask(9, dtype=torch.float64)
    theirs = layer(signal + positions(9, 6).double(), src_mask=mask).transpose(0, 1)
    assert torch.allclose(net(inputs), net.readout(theirs), atol=1e-12)


def test_positions_are_told_apart():
    table = positions(50, 10)
    assert table.shape == (50, 10)
    assert torch.pdist(table).min() > 0.1
    assert torch.equal(table[0], torch.tensor([0.0, 1.0] * 5))
    assert positions(3, 5).shape == (3, 5)
    for unit in range(10):  # Vaswani et al. 2017, section 3.5
        angle = 7 / 10_000 ** (unit // 2 * 2 / 10)
        expected = math.cos(angle) if unit % 2 else math.sin(angle)
        assert table[7, unit].item() == pytest.approx(expected, abs=1e-6)


def test_weights_come_from_their_own_generator():
    before = torch.get_rng_state()
    ours, again, other = drawn(), drawn(), drawn(seed=1)
    assert torch.equal(torch.get_rng_state(), before)
    assert torch.equal(ours.embed.weight, again.embed.weight)
    assert not torch.equal(ours.embed.weight, other.embed.weight)
    assert torch.equal(ours.norm_before_attention.weight, torch.ones(6, dtype=torch.float64))
