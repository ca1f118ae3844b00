"""The cells as written against PyTorch's fused cells and the independent float64 reference."""

import subprocess
import sys

import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st
from torch import nn

from lstmviz.nets.cells import CELLS
from lstmviz.nets.recurrent import as_computed
from lstmviz.nets.weights import Weights
from tests import reference

INPUTS, HIDDEN, PROJECTED = 3, 4, 2


def numbers(*shape, seed):
    return torch.randn(shape, generator=torch.Generator().manual_seed(seed), dtype=torch.float64)


def random_weights(cell, bias, seed, projected=0):
    shapes = cell.shapes(INPUTS, HIDDEN, bias, projected)
    return Weights({name: numbers(*shape, seed=seed + k) for k, (name, shape) in enumerate(shapes.items())})


def expected(cell, x, state, weights, edit):
    """One reference step for every row of the batch: name -> (B, H)."""
    given = {name: weight.numpy() for name, weight in weights.parts.items()}
    rows = [
        reference.STEPS[cell.mode](x[b].numpy(), *(state[name][b].numpy() for name in state), given, edit)
        if len(state) > 1
        else reference.STEPS[cell.mode](x[b].numpy(), state["hidden"][b].numpy(), None, given, edit)
        for b in range(len(x))
    ]
    return {name: torch.tensor([list(row[name]) for row in rows], dtype=torch.float64) for name in rows[0]}


def compare(cell, weights, seed, width=HIDDEN, edit=as_computed):
    x, widths = numbers(5, INPUTS, seed=seed + 7), {"hidden": width}
    state = {name: numbers(5, widths.get(name, HIDDEN), seed=seed + k) for k, name in enumerate(cell.states)}
    step = cell.step(weights.input(x), state, weights, edit)
    assert list(step) == list(cell.order)
    for name, values in expected(cell, x, state, weights, edit).items():
        torch.testing.assert_close(step[name], values, rtol=0, atol=1e-12)


@given(name=st.sampled_from(sorted(CELLS)), bias=st.booleans(), seed=st.integers(0, 999))
def test_every_quantity_equals_the_reference(name, bias, seed):
    compare(CELLS[name], random_weights(CELLS[name], bias, seed), seed)


@pytest.mark.parametrize(
    ("name", "edited"), [(name, one) for name, cell in CELLS.items() for one in cell.order]
)
def test_what_is_edited_by_name_is_what_the_step_goes_on_with(name, edited):
    weights = random_weights(CELLS[name], True, 5)
    compare(CELLS[name], weights, 3, edit=lambda quantity, value: value + (quantity == edited))


def test_a_projection_equals_the_reference():
    weights = random_weights(CELLS["lstm"], True, 4, PROJECTED)
    assert weights["weight_hr"].shape == (PROJECTED, HIDDEN)
    compare(CELLS["lstm"], weights, 2, PROJECTED)


@pytest.mark.parametrize("bias", [True, False])
@pytest.mark.parametrize(
    ("name", "module"),
    [("lstm", nn.LSTMCell), ("gru", nn.GRUCell), ("rnn", nn.RNNCell), ("relu-rnn", nn.RNNCell)],
)
def test_the_states_equal_pytorchs_cells(name, module, bias):
    cell = CELLS[name]
    x, *begin = (numbers(5, width, seed=k) for k, width in enumerate((INPUTS, *[HIDDEN] * len(cell.states))))
    pytorchs = module(INPUTS, HIDDEN, bias=bias, dtype=torch.float64, **cell.settings)
    weights = Weights(dict(pytorchs.named_parameters()))
    step = cell.step(weights.input(x), dict(zip(cell.states, begin, strict=True)), weights, as_computed)
    states = pytorchs(x, tuple(begin) if len(begin) > 1 else begin[0])
    for state, values in zip(cell.states, states if len(begin) > 1 else (states,), strict=True):
        torch.testing.assert_close(step[state], values, rtol=0, atol=1e-12)


@pytest.mark.parametrize("name", sorted(CELLS))
def test_gradients_flow_through_a_step(name):
    cell, weights = CELLS[name], random_weights(CELLS[name], True, 3)
    x, *begin = (
        numbers(2, width, seed=k).requires_grad_()
        for k, width in enumerate((INPUTS, *[HIDDEN] * len(cell.states)))
    )

    def after(x, *begin):
        state = dict(zip(cell.states, begin, strict=True))
        return tuple(cell.step(weights.input(x), state, weights, as_computed).values())

    assert torch.autograd.gradcheck(after, (x, *begin))


@pytest.mark.parametrize("cell", CELLS.values(), ids=lambda cell: cell.name)
def test_a_declaration_names_what_it_has(cell):
    assert [equation.quantity for equation in cell.equations] == list(cell.order)
    assert cell.states[0] == "hidden"
    assert set(cell.states) <= set(cell.order)
    assert cell.order[-1] == "hidden"
    assert set(cell.blocks) <= set(cell.order)
    assert all(quantity.meaning.endswith(".") for quantity in cell.quantities)
    assert all(0 < len(quantity.gloss) <= 18 for quantity in cell.quantities)


def test_declarations_are_read_without_torch():
    """Without lstmviz's own __init__, which brings the engine."""
    code = (
        "import sys, types; package = types.ModuleType('lstmviz'); package.__path__ = ['lstmviz']; "
        "sys.modules['lstmviz'] = package; from lstmviz.nets.cells import CELLS; "
        "assert CELLS; assert 'torch' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
