"""The Jacobian over many steps: autograd's, finite differences', and what must follow from its definition."""

import math

import pytest
import torch
from torch import nn
from torch.func import jacrev

from lstmviz import InputError, gradients, trace
from lstmviz.internals.gradients import jacobians
from tests.internals.gradients.unrolled import CELLS, advance, build, numbers, start, unroll


def flat(state):
    return torch.cat(state, dim=-1)[0]


def parts(module, state):
    return state.split([module.proj_size or module.hidden_size, module.hidden_size][: len(start(module, 1))])


def from_state(module, x, state):
    """The last state as a function of the flat state (S,) from which the steps x (T, I) set out."""
    begun = tuple(part[None] for part in parts(module, state))
    return flat(unroll(module, x[:, None], begun)[-1]) if len(x) else state


def expected(module, x):
    """The spectral norms by autograd over the unrolled net: one full Jacobian from every step."""
    states = [flat(state).detach() for state in unroll(module, x[:, None])]
    every = [jacrev(lambda s, t=t: from_state(module, x[t + 1 :], s))(states[t]) for t in range(len(x))]
    return torch.stack([torch.linalg.matrix_norm(one, 2) for one in every]).detach()


@pytest.mark.parametrize("bias", [True, False])
@pytest.mark.parametrize("kind", CELLS)
def test_full_is_autograds(kind, bias):
    module, x = build(kind, bias=bias), numbers(30, 3)
    full = gradients.jacobian(module, x).full
    assert full.dtype == torch.float64
    torch.testing.assert_close(full, expected(module, x), rtol=1e-10, atol=0)


@pytest.mark.filterwarnings("ignore:LSTM with projections is not supported with oneDNN")
def test_full_is_autograds_under_a_projection():
    module, x = build("lstm", proj_size=2), numbers(12, 3)
    torch.testing.assert_close(gradients.jacobian(module, x).full, expected(module, x), rtol=1e-10, atol=0)


@pytest.mark.parametrize("kind", ["lstm", "gru", "rnn"])
def test_full_is_what_finite_differences_give(kind):
    module, x, size = build(kind), numbers(8, 3), 1e-5
    state = flat(unroll(module, x[:3, None])[-1]).detach()
    nudges = size * torch.eye(len(state), dtype=torch.float64)

    def end(nudge):
        return from_state(module, x[3:], state + nudge)

    columns = [end(nudge) - end(-nudge) for nudge in nudges]
    differences = torch.stack(columns, dim=1).detach() / (2 * size)  # (S, S)
    full = gradients.jacobian(module, x).full[2].item()
    assert full == pytest.approx(torch.linalg.matrix_norm(differences, 2).item(), rel=1e-7)


@pytest.mark.parametrize("kind", CELLS)
def test_the_last_state_depends_on_itself_by_one(kind):
    for steps in (1, 2, 9):
        jacobian = gradients.jacobian(build(kind), numbers(steps, 3))
        assert jacobian.full.shape == (steps,)
        assert jacobian.full[-1] == 1
        assert jacobian.direct is None or jacobian.direct[-1] == 1


def test_one_unit_in_closed_form():
    """H = 1: dh_T/dh_t of an RNN is the product of u (1 - h²) after t."""
    module, x = build("rnn", hidden=1, scale=1.0), numbers(40, 3)
    hidden = trace(module, x).layers[0].hidden[:, 0, 0]
    slopes = (module.weight_hh_l0[0, 0] * (1 - hidden.square())).abs().detach()
    for t in range(40):
        assert gradients.jacobian(module, x).full[t].item() == pytest.approx(slopes[t + 1 :].prod().item())


@pytest.mark.parametrize("cut", [1, 7, 18])
def test_a_long_jacobian_is_at_most_the_product_of_its_parts(cut):
    """And exactly that for one unit: |AB| ≤ |A| |B|, with equality for numbers."""
    for hidden in (1, 4):
        module, x = build("rnn", hidden=hidden), numbers(20, 3)
        whole = gradients.jacobian(module, x).full
        first = gradients.jacobian(module, x[: cut + 1]).full[0] * whole[cut]
        assert whole[0] <= first * (1 + 1e-12)
        assert hidden > 1 or whole[0].item() == pytest.approx(first.item())


def permuted(module, order):
    """The same module with its units in another order."""
    twin = type(module)(module.input_size, module.hidden_size, dtype=torch.float64)
    rows = torch.cat([order + block * len(order) for block in range(len(module.bias_ih_l0) // len(order))])
    weights = {name: weight[rows] for name, weight in module.state_dict().items()}
    twin.load_state_dict(weights | {"weight_hh_l0": weights["weight_hh_l0"][:, order]})
    return twin


@pytest.mark.parametrize("kind", ["lstm", "gru", "rnn"])
def test_the_order_of_the_units_does_not_matter(kind):
    module, x = build(kind, hidden=6), numbers(25, 3)
    ours = gradients.jacobian(module, x)
    other = gradients.jacobian(permuted(module, torch.tensor([3, 0, 5, 1, 4, 2])), x)
    torch.testing.assert_close(ours.full, other.full, rtol=1e-10, atol=0)
    if kind != "rnn":
        torch.testing.assert_close(ours.direct, other.direct, rtol=1e-10, atol=0)


@pytest.mark.parametrize(("kind", "gate"), [("lstm", "forget_gate"), ("gru", "update_gate")])
def test_direct_is_the_largest_product_of_the_keeping_gates(kind, gate):
    module, x = build(kind), numbers(20, 3)
    kept = getattr(trace(module, x).layers[0], gate)[:, 0]  # (T, H)
    products = torch.stack([kept[t + 1 :].prod(0).amax() for t in range(20)])
    torch.testing.assert_close(gradients.jacobian(module, x).direct, products, rtol=1e-10, atol=0)


def test_without_recurrent_weights_the_direct_path_of_an_lstm_is_all_there_is():
    """dc_T/dc_t is then the product of forget gates, and h adds what the output gate shows of it."""
    module, x = build("lstm"), numbers(30, 3)
    with torch.no_grad():
        module.weight_hh_l0.zero_()
    jacobian = gradients.jacobian(module, x)
    assert (jacobian.full[:-1] >= jacobian.direct[:-1]).all()
    assert (jacobian.full[:-1] <= math.sqrt(2) * jacobian.direct[:-1]).all()


@pytest.mark.parametrize("kind", ["lstm", "gru", "rnn"])
def test_two_thousand_steps_give_no_false_zero(kind):
    """A product in plain float64 underflows; its logarithm goes on falling at the rate it had before."""
    module, x = build(kind, scale=0.2), numbers(2000, 3)
    jacobian = gradients.jacobian(module, x)
    half = gradients.jacobian(module, x[1000:]).log10_full[0]
    assert 10.0 ** jacobian.log10_full[0] == 0  # as float64 would have it
    assert jacobian.log10_full[0].item() == pytest.approx(2 * half.item(), rel=0.05)
    assert jacobian.full[0] > 0
    assert jacobian.log10_full.isfinite().all()


def test_a_relu_net_that_died_gives_a_true_zero():
    module, x = build("relu rnn"), numbers(10, 3)
    with torch.no_grad():
        module.bias_ih_l0.fill_(-100.0)
    jacobian = gradients.jacobian(module, x)
    assert not jacobian.full[:-1].any()
    assert (jacobian.log10_full[:-1] == -math.inf).all()


def test_growth_beyond_float64_is_told_by_its_logarithm():
    """Zero input keeps a linear unit at zero, however large its weight: dh_T/dh_t = 10^(T - t)."""
    module = build("rnn", hidden=1, bias=False)
    with torch.no_grad():
        module.weight_hh_l0.fill_(10.0)
    jacobian = gradients.jacobian(module, torch.zeros(400, 3, dtype=torch.float64))
    expected_log = torch.arange(399, -1, -1, dtype=torch.float64)
    torch.testing.assert_close(jacobian.log10_full, expected_log, rtol=0, atol=1e-9)
    assert jacobian.full[0] == torch.finfo(torch.float64).max


def test_stretches_of_memory_make_no_difference(monkeypatch):
    module, x = build("lstm"), numbers(50, 3)
    whole = gradients.jacobian(module, x).log10_full
    monkeypatch.setattr("lstmviz.internals.gradients.jacobians._CHUNK", 7 * 8**2)
    torch.testing.assert_close(gradients.jacobian(module, x).log10_full, whole, rtol=1e-12, atol=1e-12)


def test_a_float32_module_is_read_in_float64_and_left_as_it_is():
    module, x = build("lstm", dtype=torch.float32), numbers(20, 3, dtype=torch.float32)
    before = {name: weight.clone() for name, weight in module.state_dict().items()}
    full = gradients.jacobian(module, x).full
    assert all(torch.equal(weight, before[name]) for name, weight in module.state_dict().items())
    assert module.weight_hh_l0.dtype == torch.float32
    torch.testing.assert_close(full, gradients.jacobian(module.double(), x.double()).full, rtol=0, atol=0)


@pytest.mark.parametrize(
    ("module", "x", "says"),
    [
        (nn.Linear(3, 4), numbers(5, 3), "Linear"),
        (nn.RNN(3, 4).double(), numbers(5, 2, 3), "one sequence"),
        (nn.RNN(3, 4).double(), numbers(5, 2), "input_size=3"),
        (nn.RNN(3, 4).double(), numbers(0, 3), "empty sequence"),
        (nn.RNN(3, 4).double(), numbers(5, 3).float(), "torch.float32"),
        (nn.RNN(3, 4).double(), numbers(5, 3) * math.nan, "replace NaN"),
        (nn.RNN(3, 4).double(), nn.utils.rnn.pack_sequence([numbers(5, 3)]), "PackedSequence"),
        (build("relu rnn", scale=100.0), numbers(300, 3), "beyond float64 at step"),
    ],
)
def test_what_it_cannot_take_is_refused_with_the_way_out(module, x, says):
    with pytest.raises(InputError, match=says):
        gradients.jacobian(module, x)


@pytest.mark.filterwarnings("ignore::FutureWarning")
@pytest.mark.parametrize("make", [nn.utils.parametrizations.weight_norm, nn.utils.weight_norm])
def test_a_weight_that_is_made_on_the_way(make):
    plain, x = build("lstm"), numbers(9, 3)
    full = gradients.jacobian(make(build("lstm"), "weight_hh_l0"), x).full
    torch.testing.assert_close(full, gradients.jacobian(plain, x).full)


def test_every_layer_and_direction_of_a_module():
    """A layer of a deep module is a module of that layer alone, over what the layer read."""
    torch.manual_seed(4)
    deep, x = nn.LSTM(3, 4, num_layers=2, bidirectional=True).double(), numbers(9, 3)
    for layer in trace(deep, x).layers:
        alone = nn.LSTM(layer.inputs.shape[-1], 4).double()
        alone.load_state_dict({f"{name}_l0": weight for name, weight in layer.weights.parts.items()})
        read = layer.inputs[:, 0].flip(0) if layer.reverse else layer.inputs[:, 0]
        expected, got = gradients.jacobian(alone, read), gradients.jacobian(deep, x, layer=layer.name)
        for name in ("log10_full", "log10_direct"):
            in_order = getattr(expected, name).flip(0) if layer.reverse else getattr(expected, name)
            torch.testing.assert_close(getattr(got, name), in_order)


def test_the_reference_is_pytorchs():
    for kind in CELLS:
        module, x = build(kind), numbers(6, 2, 3)
        torch.testing.assert_close(torch.stack([s[0] for s in unroll(module, x)]), module(x)[0])
    assert advance(build("rnn"), numbers(2, 3), start(build("rnn"), 2))[0].shape == (2, 4)


def test_the_first_step_beyond_float64_is_named():
    module, x = build("relu rnn", scale=100.0), numbers(300, 3)
    hidden = module(x)[0]
    first = int((~hidden.isfinite().all(dim=-1)).nonzero()[0])
    with pytest.raises(InputError, match=rf"at step {first};"):
        gradients.jacobian(module, x)
    assert gradients.jacobian(module, x[:first]).full.isfinite().all()


@pytest.mark.parametrize("most", [1, 3 * 8**2])
def test_the_stretches_in_which_it_is_made_do_not_show(monkeypatch, most):
    module, x = build("lstm"), numbers(30, 3)
    whole = gradients.jacobian(module, x).full
    monkeypatch.setattr(jacobians, "_CHUNK", most)  # one step at a time, or three
    torch.testing.assert_close(gradients.jacobian(module, x).full, whole, rtol=1e-10, atol=0)
