"""The products that a step makes with one layer's weights, written out."""

import pytest
import torch

from lstmviz.nets.weights import Weights


def drawn(*names):
    generator = torch.Generator().manual_seed(0)
    shapes = {"weight_ih": (8, 3), "weight_hh": (8, 2), "bias_ih": (8,), "bias_hh": (8,), "weight_hr": (2, 4)}
    return Weights({name: torch.randn(shapes[name], generator=generator) for name in names})


ALL = ("weight_ih", "weight_hh", "bias_ih", "bias_hh", "weight_hr")


def test_each_product_has_its_own_weight_and_its_own_bias():
    weights, x, hidden = drawn(*ALL), torch.randn(5, 3), torch.randn(5, 2)
    close = {"rtol": 0, "atol": 1e-6}
    torch.testing.assert_close(weights.input(x), x @ weights["weight_ih"].T + weights["bias_ih"], **close)
    recurrent = hidden @ weights["weight_hh"].T + weights["bias_hh"]
    torch.testing.assert_close(weights.recurrent(hidden), recurrent, **close)


def test_without_biases_nothing_is_added():
    weights, x, hidden = drawn("weight_ih", "weight_hh"), torch.randn(5, 3), torch.randn(5, 2)
    close = {"rtol": 0, "atol": 1e-6}
    torch.testing.assert_close(weights.input(x), x @ weights["weight_ih"].T, **close)
    torch.testing.assert_close(weights.recurrent(hidden), hidden @ weights["weight_hh"].T, **close)


def test_what_is_projected_is_smaller_and_all_else_as_it_is():
    hidden = torch.randn(5, 4)
    weights = drawn(*ALL)
    torch.testing.assert_close(weights.projected(hidden), hidden @ weights["weight_hr"].T, rtol=0, atol=1e-6)
    assert drawn("weight_ih").projected(hidden) is hidden


def test_what_a_layer_has_not_is_not_there():
    weights = drawn("weight_ih")
    assert weights.get("weight_ih") is weights["weight_ih"]
    assert weights.get("bias_ih") is None
    with pytest.raises(KeyError):
        weights["bias_ih"]
