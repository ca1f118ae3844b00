"""What torch kept of its run is what a pass in float64 gives, in every layout; all else is left alone."""

import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from torch import nn

from lstmviz import trace
from lstmviz.internals import workspace
from tests import reference

pytestmark = pytest.mark.skipif(
    not torch.backends.mkldnn.is_available(), reason="torch is built without oneDNN"
)

QUANTITIES = {"input_gate", "forget_gate", "candidate", "output_gate", "cell"}


def numbers(*shape, seed=1):
    return torch.randn(shape, generator=torch.Generator().manual_seed(seed))


def lstm(*sizes, **options):
    module = nn.LSTM(*sizes, **options)
    with torch.no_grad():
        for at, weight in enumerate(module.parameters()):
            weight.copy_(numbers(*weight.shape, seed=at) * 1.5 / module.hidden_size**0.5)
    return module


def workspaces(module, output):
    return workspace.workspaces(output, module.num_layers, 1 + module.bidirectional)


def test_this_torch_is_known():
    """If this fails, traces are right as before, and slower: torch keeps the gates otherwise than it did."""
    assert workspace._is_known()


@settings(derandomize=True, deadline=None, max_examples=60)
@given(
    steps=st.integers(1, 40),
    batch=st.integers(1, 4),
    sizes=st.tuples(st.integers(1, 70), st.integers(1, 70)),
    layers=st.integers(1, 3),
    bidirectional=st.booleans(),
    batch_first=st.booleans(),
    bias=st.booleans(),
    begins=st.booleans(),
)
def test_it_is_what_ran(steps, batch, sizes, layers, bidirectional, batch_first, bias, begins):
    module = lstm(*sizes, num_layers=layers, bidirectional=bidirectional, batch_first=batch_first, bias=bias)
    x, rows = numbers(steps, batch, sizes[0]), layers * (1 + bidirectional)
    hx = (numbers(rows, batch, sizes[1]), numbers(rows, batch, sizes[1], seed=2)) if begins else None
    output, _ = module(x.transpose(0, 1) if batch_first else x, hx)
    found = workspaces(module, output)
    for b in range(batch):
        start = (hx[0][:, b], hx[1][:, b]) if begins else None
        _, layers_of_b = reference.run(module, x[:, b], start)
        assert len(layers_of_b) == len(found)
        for one, expected in zip(found, layers_of_b, strict=True):
            assert one.quantities.keys() == QUANTITIES
            for name, values in (one.quantities | {"hidden": one.hidden}).items():
                assert np.abs(values[:, b].numpy() - expected[name]).max() < 1e-5, name


def test_the_hidden_states_are_the_modules_own():
    module = lstm(3, 5, bidirectional=True)
    output, _ = module(numbers(7, 2, 3))
    assert torch.equal(torch.cat([side.hidden for side in workspaces(module, output)], dim=-1), output)


def test_one_sequence_without_a_batch():
    module = lstm(3, 5, num_layers=2)
    output, _ = module(numbers(7, 3))
    assert torch.equal(workspaces(module, output)[1].hidden[:, 0], output)


def test_an_lstm_before_it_is_not_taken_for_a_layer_of_it():
    first, second = lstm(3, 5), lstm(5, 4)
    output, _ = second(first(numbers(7, 2, 3))[0])
    (found,) = workspaces(second, output)
    assert torch.equal(found.hidden, output)


def changed_in_place(module, x):
    output, _ = module(x)
    with torch.no_grad():
        output.add_(1.0)
    return output


def used_up(module, x):
    output, _ = module(x)
    output.sum().backward()
    return output


@torch.no_grad()
def without_gradients(module, x):
    return module(x)[0]


def in_double(module, x):
    return module.double()(x.double())[0]


def on_another_path(module, x):
    torch._C._set_mkldnn_enabled(False)
    try:
        return module(x)[0]
    finally:
        torch._C._set_mkldnn_enabled(True)


def of_a_gru(module, x):
    return nn.GRU(3, 5)(x)[0]


NOTHING_KEPT = (changed_in_place, used_up, without_gradients, in_double, on_another_path, of_a_gru)


@pytest.mark.parametrize("run", NOTHING_KEPT)
def test_nothing_is_read_where_torch_kept_nothing(run):
    module = lstm(3, 5)
    assert workspaces(module, run(module, numbers(7, 2, 3))) is None


def test_a_caller_who_stores_tensors_elsewhere_is_not_asked():
    def forbidden(value):
        raise AssertionError("asked for a stored tensor")

    module = lstm(3, 5)
    with torch.autograd.graph.saved_tensors_hooks(lambda value: value, forbidden):
        assert workspaces(module, module(numbers(7, 2, 3))[0]) is None


def test_numbers_that_do_not_keep_the_equations_are_not_believed(monkeypatch):
    module = lstm(3, 5)
    output, _ = module(numbers(7, 2, 3))
    assert workspace._is_known()
    monkeypatch.setattr(workspace, "_PAGE", 64)
    assert workspaces(module, output) is None


def test_another_form_is_told_once(monkeypatch):
    workspace._is_known.cache_clear()
    monkeypatch.setattr(workspace, "_PAGE", 64)
    try:
        with pytest.warns(UserWarning, match="otherwise than lstmviz knows"):
            assert not workspace._is_known()
        assert not workspace._is_known()
    finally:
        workspace._is_known.cache_clear()


def test_a_trace_shows_what_torch_kept():
    module, x = lstm(3, 5, num_layers=2, bidirectional=True), numbers(7, 2, 3)
    traced = trace(module, x)
    for layer, ran in zip(traced.layers, workspaces(module, module(x)[0]), strict=True):
        assert torch.equal(layer.hidden, ran.hidden), "of lower layers too"
        assert all(
            torch.equal(values, ran.quantities[name])
            for name, values in layer.quantities.items()
            if name != "hidden"
        )
    assert traced.agreement < 1e-6
