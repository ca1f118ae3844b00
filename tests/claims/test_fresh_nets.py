import pytest
import torch

from lstmviz.claims.fresh_nets import CELL_OF, fresh_net
from lstmviz.claims.lstm_solves_vanishing import LSTMSolvesVanishing


def made(name, seed=0, **over):
    return fresh_net(name, LSTMSolvesVanishing().defaults() | over, seed).recurrent


@pytest.mark.parametrize("init", ["default", "orthogonal"])
@pytest.mark.parametrize("radius", [0.5, 0.9, 1.5])
def test_the_radius_is_the_largest_eigenvalue(radius, init):
    weight = made("rnn", radius=radius, init=init).weight_hh_l0
    assert torch.linalg.eigvals(weight).abs().max().item() == pytest.approx(radius, rel=1e-5)


def test_the_bias_is_added_to_the_forget_gates_own_and_to_no_other():
    plain, opened = made("lstm"), made("lstm", bias=3.0)
    added = (opened.bias_ih_l0 - plain.bias_ih_l0).view(4, -1).mean(1)
    assert added.tolist() == pytest.approx([0.0, 3.0, 0.0, 0.0])
    assert torch.equal(plain.weight_hh_l0, opened.weight_hh_l0)


def test_the_default_rnn_stays_as_pytorch_makes_it():
    for over in ({"radius": 1.5}, {"init": "orthogonal"}, {"bias": 5.0}):
        assert torch.equal(made("default rnn", **over).weight_hh_l0, made("default rnn").weight_hh_l0)


@pytest.mark.parametrize("name", CELL_OF)
def test_the_global_generator_is_left_alone(name):
    before = torch.get_rng_state()
    assert not torch.equal(made(name, seed=1).weight_ih_l0, made(name, seed=2).weight_ih_l0)
    assert torch.equal(torch.get_rng_state(), before)
