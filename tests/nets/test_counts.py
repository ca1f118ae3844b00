import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st
from torch import nn

from lstmviz.nets.counts import multiply_adds
from lstmviz.nets.sequence import RECURRENT, parameter_count

SIZES = st.integers(1, 64)


@given(SIZES, SIZES)
def test_matrix_products_multiply_once_for_every_weight(inputs, hidden):
    for kind, module in RECURRENT.items():
        weights = list(module(inputs, hidden, bias=False, device="meta").parameters())
        unit_by_unit = {"rnn": 0, "gru": 3, "lstm": 3}[kind] * hidden
        assert multiply_adds(kind, inputs, hidden) == sum(w.numel() for w in weights) + unit_by_unit
    assert multiply_adds("feed-forward", inputs, hidden) == inputs * hidden


@pytest.mark.parametrize(("kind", "times"), [("gru", 3), ("lstm", 4)])
@given(SIZES, SIZES)
def test_parameters_are_whole_multiples_of_the_rnns(kind, times, inputs, hidden):
    with torch.device("meta"):
        layer, rnn = RECURRENT[kind](inputs, hidden), nn.RNN(inputs, hidden)
    assert parameter_count(layer) == times * parameter_count(rnn)
