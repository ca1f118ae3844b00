"""RecurrentLayer runs a declared cell as PyTorch's module of that cell does, step by step."""

import math

import pytest
import torch
from torch import nn

from lstmviz.nets.cells import CELLS
from lstmviz.nets.recurrent import RecurrentLayer, directions, output_width, recurrent_layer

WITH_MODULE = [name for name, cell in CELLS.items() if cell.module]
T, B, INPUTS, H = 5, 4, 3, 6


def both(name, bias=True):
    """The declared cell as a layer, and PyTorch's module with its weights, in float64."""
    cell = CELLS[name]
    ours = RecurrentLayer(cell, INPUTS, H, bias=bias, dtype=torch.float64)
    theirs = getattr(nn, cell.module)(INPUTS, H, bias=bias, dtype=torch.float64, **cell.settings)
    theirs.load_state_dict(ours.state_dict())
    return ours, theirs


def drawn(*shape):
    return torch.randn(shape, dtype=torch.float64, generator=torch.Generator().manual_seed(len(shape)))


def states_of(state):
    return state if isinstance(state, tuple) else (state,)


@pytest.mark.parametrize("name", WITH_MODULE)
@pytest.mark.parametrize("batch", [(B,), (1,), ()])
@pytest.mark.parametrize("bias", [True, False])
@pytest.mark.parametrize("begun", [True, False])
def test_it_gives_what_pytorchs_module_gives(name, batch, bias, begun):
    ours, theirs = both(name, bias)
    x = drawn(T, *batch, INPUTS)
    begins = tuple(drawn(1, *batch, H) + count for count in range(len(CELLS[name].states)))
    hx = (begins if len(begins) > 1 else begins[0]) if begun else None
    # PyTorch hands h first; a cell declares its states in the same order.
    output, last = ours(x, hx)
    expected, expected_last = theirs(x, hx)
    assert output.shape == expected.shape
    torch.testing.assert_close(output, expected, rtol=0, atol=1e-12)
    assert type(last) is type(expected_last)
    for state, wanted in zip(states_of(last), states_of(expected_last), strict=True):
        torch.testing.assert_close(state, wanted, rtol=0, atol=1e-12)


def test_states_that_are_not_as_many_as_the_cells_are_refused():
    layer = RecurrentLayer(CELLS["lstm"], INPUTS, H)
    with pytest.raises(ValueError, match="argument"):
        layer(torch.zeros(T, B, INPUTS), torch.zeros(1, B, H))


@pytest.mark.parametrize("name", CELLS)
def test_weights_begin_in_pytorchs_range(name):
    torch.manual_seed(0)
    bound = 1 / math.sqrt(100)
    for weight in RecurrentLayer(CELLS[name], 50, 100).parameters():
        assert 0.9 * bound < weight.abs().max() <= bound
        assert weight.min() < 0 < weight.max()


@pytest.mark.parametrize("name", CELLS)
def test_a_cell_by_name_is_pytorchs_module_where_there_is_one(name):
    layer = recurrent_layer(name, INPUTS, H, bias=False)
    cell = CELLS[name]
    assert type(layer) is (getattr(nn, cell.module) if cell.module else RecurrentLayer)
    assert (layer.input_size, layer.hidden_size, layer.bias) == (INPUTS, H, False)
    assert {name for name, _ in layer.named_parameters()} == {
        f"{part}_l0" for part in cell.shapes(INPUTS, H, bias=False)
    }


def test_it_says_what_it_is():
    layer = RecurrentLayer(CELLS["min-lstm"], INPUTS, H)
    assert layer.cell is CELLS["min-lstm"]
    assert repr(layer) == f"RecurrentLayer({CELLS['min-lstm'].mode}, {INPUTS}, {H})"


@pytest.mark.filterwarnings("ignore:LSTM with projections")
@pytest.mark.parametrize("proj_size", [0, 2])
@pytest.mark.parametrize("bidirectional", [False, True])
def test_the_width_is_that_of_what_a_layer_gives(bidirectional, proj_size):
    layer = nn.LSTM(INPUTS, H, bidirectional=bidirectional, proj_size=proj_size)
    output, (hidden, _) = layer(torch.zeros(T, B, INPUTS))
    assert output_width(layer) == output.shape[-1]
    assert directions(layer) == len(hidden)
