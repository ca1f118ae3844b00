import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from lstmviz.nets.counts import multiply_adds
from lstmviz.nets.recurrent import recurrent_layer
from lstmviz.nets.sequence import parameter_count

SIZES = st.integers(1, 64)


def layer(kind, inputs, hidden, **settings):
    with torch.device("meta"):
        return recurrent_layer(kind, inputs, hidden, **settings)


@given(SIZES, SIZES)
def test_matrix_products_multiply_once_for_every_weight(inputs, hidden):
    for kind, products in {"rnn": 0, "relu-rnn": 0, "gru": 3, "lstm": 3}.items():
        weights = layer(kind, inputs, hidden, bias=False).parameters()
        assert multiply_adds(kind, inputs, hidden) == sum(w.numel() for w in weights) + products * hidden
    assert multiply_adds("feed-forward", inputs, hidden) == inputs * hidden


@pytest.mark.parametrize(("kind", "times"), [("gru", 3), ("lstm", 4)])
@given(SIZES, SIZES)
def test_parameters_are_whole_multiples_of_the_rnns(kind, times, inputs, hidden):
    gated, rnn = layer(kind, inputs, hidden), layer("rnn", inputs, hidden)
    assert parameter_count(gated) == times * parameter_count(rnn)
