"""trace() shows the run of the module itself: its hooks, its parametrizations, its own forward."""

import pytest
import torch
from torch import nn
from torch.nn.utils import prune

from lstmviz import InputError, record, trace

X = torch.linspace(-1, 1, 42).view(7, 2, 3)


def spectral():
    return nn.utils.spectral_norm(nn.LSTM(3, 4), "weight_hh_l0")


def weight_normed():
    return nn.utils.weight_norm(nn.LSTM(3, 4), "weight_hh_l0")


def pruned():
    lstm = nn.LSTM(3, 4)
    prune.random_unstructured(lstm, "weight_hh_l0", 0.9)
    return lstm


@pytest.mark.parametrize("make", [spectral, weight_normed, pruned])
@pytest.mark.filterwarnings("ignore::FutureWarning")
def test_weights_loaded_after_a_hook_was_put_on(make):
    """The hook makes the weight at the next call: what stands in the module until then is stale."""
    trained, lstm = make(), make().eval()
    for parameter in trained.parameters():
        nn.init.normal_(parameter)
    lstm.load_state_dict(trained.state_dict())
    traced = trace(lstm, X)
    assert torch.equal(traced.output, lstm(X)[0])
    assert torch.equal(traced.layers[0].weight_hh, lstm.weight_hh_l0)
    assert traced.agreement < 1e-6


class Noise(nn.Module):
    """A parametrization that is random, and counts how often it was asked in a buffer."""

    def __init__(self):
        super().__init__()
        self.register_buffer("asked", torch.zeros(()))

    def forward(self, weight):
        self.asked += 1
        return weight + torch.randn_like(weight)


def test_nothing_of_the_callers_is_changed():
    lstm = nn.LSTM(3, 4)
    nn.utils.parametrize.register_parametrization(lstm, "weight_hh_l0", Noise())
    asked = lstm.parametrizations.weight_hh_l0[0].asked.clone()
    torch.manual_seed(3)
    state = torch.get_rng_state()
    traced = trace(lstm, X)
    assert torch.equal(torch.get_rng_state(), state)
    assert torch.equal(lstm.parametrizations.weight_hh_l0[0].asked, asked)
    assert traced.agreement < 1e-6  # gates and output are by one and the same drawn weight


@pytest.mark.filterwarnings("ignore::FutureWarning")
def test_nothing_of_the_callers_is_changed_where_the_trace_fails():
    lstm = nn.LSTM(3, 4)
    nn.utils.parametrize.register_parametrization(lstm, "weight_hh_l0", Noise())
    asked, state = lstm.parametrizations.weight_hh_l0[0].asked.clone(), torch.get_rng_state()
    with pytest.raises(InputError, match="features a step"):
        trace(lstm, torch.randn(7, 2, 9, generator=torch.Generator()))
    assert torch.equal(torch.get_rng_state(), state)
    assert torch.equal(lstm.parametrizations.weight_hh_l0[0].asked, asked)


def test_a_hook_that_changes_what_the_module_reads():
    lstm = nn.LSTM(3, 4)
    lstm.register_forward_pre_hook(lambda module, args: (args[0] * 2,))
    traced = trace(lstm, X)
    assert torch.equal(traced.output, lstm(X)[0])
    assert torch.equal(traced.layers[0].inputs, 2 * X)


def test_a_hook_that_changes_what_the_module_gives_is_refused_and_recorded():
    lstm = nn.LSTM(3, 4)
    lstm.register_forward_hook(lambda module, args, given: (given[0] + 1, given[1]))
    with pytest.raises(InputError, match=r"torch\.nn\.modules\.rnn\.LSTM with a hook .* lstmviz\.record"):
        trace(lstm, X)
    with record(lstm) as recording:
        output, _ = lstm(X)
    assert torch.equal(recording[""][0].output + 1, output)


class Own(nn.LSTM):
    def forward(self, x, hx=None):
        return super().forward(x.flip(0), hx)


class Twice(nn.LSTM):
    def forward(self, x, hx=None):
        return super().forward(x, super().forward(x, hx)[1])


class ByHand(nn.LSTM):
    def forward(self, x, hx=None):
        return x, hx


def test_a_forward_of_its_own_that_comes_to_torchs():
    lstm = Own(3, 4)
    traced = trace(lstm, X)
    assert torch.equal(traced.output, lstm(X)[0])
    assert torch.equal(traced.layers[0].inputs, X.flip(0))


def test_a_forward_that_does_not_is_refused_and_the_way_out_works():
    lstm = ByHand(3, 4)
    with pytest.raises(InputError, match=r"test_calls\.ByHand .* load its state_dict into a torch\.nn\.LSTM"):
        trace(lstm, X)
    plain = nn.LSTM(3, 4)
    plain.load_state_dict(lstm.state_dict())
    assert trace(plain, X).agreement < 1e-6


def test_a_forward_that_runs_the_layer_twice_is_refused_and_recorded():
    lstm = Twice(3, 4)
    with pytest.raises(InputError, match=r"2 times; lstmviz\.record"):
        trace(lstm, X)
    with record(lstm) as recording:
        lstm(X)
    assert recording.joined("").layers[0].cell.shape == (14, 2, 4)


def test_a_forward_on_the_instance_that_does_not_come_to_torchs():
    lstm = nn.LSTM(3, 4)
    lstm.forward = lambda x, hx=None: (x, hx)
    with pytest.raises(InputError, match=r"del module\.forward"):
        trace(lstm, X)
    del lstm.forward
    assert trace(lstm, X).agreement < 1e-6


def test_a_trace_keeps_its_graph_where_that_is_asked():
    lstm, x = nn.LSTM(3, 4, num_layers=2, bidirectional=True), X.clone().requires_grad_()
    plain, kept = trace(lstm, x), trace(lstm, x, grad=True)
    for one, other in zip(plain.layers, kept.layers, strict=True):
        for name, values in one.quantities.items():
            assert not values.requires_grad
            assert other.quantities[name].requires_grad
            assert torch.allclose(values, other.quantities[name], atol=1e-6), name
    kept.layers["l1 reverse"].forget_gate.mean().backward()
    assert x.grad.abs().sum() > 0
    assert lstm.weight_ih_l1_reverse.grad.abs().sum() > 0


def test_gradients_of_a_gate_are_those_of_finite_differences():
    lstm, x = nn.LSTM(3, 4).double(), X.double().requires_grad_()
    assert torch.autograd.gradcheck(lambda x: trace(lstm, x, grad=True).layers[0].cell, (x,))
