import torch
from torch import nn

from lstmviz.nets.fresh import fresh


def test_the_same_generator_gives_the_same_weights_and_the_global_one_is_left_alone():
    before = torch.get_rng_state()
    one, two = (fresh(lambda: nn.LSTM(3, 4), 0.5, torch.Generator().manual_seed(1)) for _ in range(2))
    assert all(torch.equal(a, b) for a, b in zip(one.parameters(), two.parameters(), strict=True))
    assert all(weights.abs().max() <= 0.5 for weights in one.parameters())
    assert torch.equal(torch.get_rng_state(), before)
