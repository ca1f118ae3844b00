"""The cells as written against PyTorch's fused cells and the independent float64 reference."""

import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from torch import nn

from lstmviz.nets.cells import Weights, from_input, gru_step, lstm_step, rnn_step
from tests import reference

INPUTS, HIDDEN, PROJECTED = 3, 4, 2


def weights_of(cell):
    return Weights(**dict(cell.named_parameters()))


def numbers(*shape, seed):
    return torch.randn(shape, generator=torch.Generator().manual_seed(seed), dtype=torch.float64)


def random_weights(blocks, bias, seed, width=HIDDEN):
    rows = blocks * HIDDEN
    biases = (numbers(rows, seed=seed + 2), numbers(rows, seed=seed + 3)) if bias else (None, None)
    return Weights(numbers(rows, INPUTS, seed=seed), numbers(rows, width, seed=seed + 1), *biases)


def expected(mode, x, h, c, weights):
    """One reference step for every row of the batch: name -> (B, H)."""
    given = {name: w.numpy() for name, w in weights._asdict().items() if w is not None}
    rows = [
        reference.STEPS[mode](x[b].numpy(), h[b].numpy(), None if c is None else c[b].numpy(), given)
        for b in range(len(x))
    ]
    return {name: torch.tensor([list(row[name]) for row in rows], dtype=torch.float64) for name in rows[0]}


@settings(derandomize=True, deadline=None, max_examples=30)
@given(mode=st.sampled_from(sorted(reference.STEPS)), bias=st.booleans(), seed=st.integers(0, 999))
def test_every_intermediate_equals_the_reference(mode, bias, seed):
    x, h, c = (
        numbers(5, INPUTS, seed=seed + 7),
        numbers(5, HIDDEN, seed=seed + 8),
        numbers(5, HIDDEN, seed=seed),
    )
    weights = random_weights({"LSTM": 4, "GRU": 3}.get(mode, 1), bias, seed)
    read = from_input(x, weights)
    if mode == "LSTM":
        step = lstm_step(read, h, c, weights)
    elif mode == "GRU":
        step = gru_step(read, h, weights)
    else:
        step = rnn_step(read, h, weights, torch.tanh if mode == "RNN_TANH" else torch.relu)
    for name, values in expected(mode, x, h, c, weights).items():
        torch.testing.assert_close(getattr(step, name), values, rtol=0, atol=1e-12)


def test_projection_equals_the_reference():
    x, h, c = numbers(5, INPUTS, seed=1), numbers(5, PROJECTED, seed=2), numbers(5, HIDDEN, seed=3)
    weights = random_weights(4, True, 4, width=PROJECTED)._replace(
        weight_hr=numbers(PROJECTED, HIDDEN, seed=5)
    )
    step = lstm_step(from_input(x, weights), h, c, weights)
    assert step.hidden.shape == (5, PROJECTED)
    for name, values in expected("LSTM", x, h, c, weights).items():
        torch.testing.assert_close(getattr(step, name), values, rtol=0, atol=1e-12)


@pytest.mark.parametrize("bias", [True, False])
def test_hidden_and_cell_equal_pytorchs_cells(bias):
    x, h, c = (numbers(5, width, seed=k) for k, width in enumerate((INPUTS, HIDDEN, HIDDEN)))
    size = {"input_size": INPUTS, "hidden_size": HIDDEN, "bias": bias, "dtype": torch.float64}
    lstm, gru, rnn = nn.LSTMCell(**size), nn.GRUCell(**size), nn.RNNCell(**size, nonlinearity="relu")
    lstm_read, gru_read, rnn_read = (from_input(x, weights_of(cell)) for cell in (lstm, gru, rnn))
    step = lstm_step(lstm_read, h, c, weights_of(lstm))
    torch.testing.assert_close((step.hidden, step.cell), lstm(x, (h, c)), rtol=0, atol=1e-12)
    torch.testing.assert_close(gru_step(gru_read, h, weights_of(gru)).hidden, gru(x, h), rtol=0, atol=1e-12)
    torch.testing.assert_close(
        rnn_step(rnn_read, h, weights_of(rnn), torch.relu).hidden, rnn(x, h), rtol=0, atol=1e-12
    )


def test_gradients_flow_through_a_step():
    x, h, c = (numbers(2, width, seed=k).requires_grad_() for k, width in enumerate((INPUTS, HIDDEN, HIDDEN)))
    weights = random_weights(4, True, 3)
    assert torch.autograd.gradcheck(
        lambda x, h, c: tuple(lstm_step(from_input(x, weights), h, c, weights)), (x, h, c)
    )
