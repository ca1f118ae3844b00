"""Trace.from_arrays: gates that a layer of one's own handed out."""

import numpy as np
import pytest
import torch

import lstmviz
from lstmviz import InputError, Trace
from lstmviz.nets.cells import CELLS


def arrays(cell, *shape):
    generator = np.random.default_rng(0)
    return {name: generator.random(shape) for name in CELLS[cell].order}


@pytest.mark.parametrize("cell", CELLS)
@pytest.mark.parametrize("shape", [(7, 6), (7, 2, 6)])
def test_the_stepper_and_the_ledger_serve_them(cell, shape):
    quantities = arrays(cell, *shape)
    traced = Trace.from_arrays(cell, quantities)
    (layer,) = traced.layers
    for name, values in quantities.items():
        assert np.array_equal(layer.quantities[name].numpy().reshape(shape), values)
    assert traced.agreement is None
    assert lstmviz.stepper(traced).scene.steps == 7
    assert lstmviz.stepper(traced).html()
    if CELLS[cell].path:
        assert lstmviz.memory.ledger(layer, 3).shape[1:] == layer.hidden.shape[1:]


@pytest.mark.parametrize("cell", CELLS)
def test_they_are_one_layer_that_reads_forward_from_zero_to_their_last_step(cell):
    quantities = arrays(cell, 7, 2, 6)
    traced = Trace.from_arrays(cell, quantities)
    (layer,) = traced.layers
    assert (layer.name, layer.reverse, list(layer.quantities)) == ("l0", False, list(CELLS[cell].order))
    assert torch.equal(traced.output, layer.hidden)
    ended = traced.state if isinstance(traced.state, tuple) else (traced.state,)
    for state, end in zip(CELLS[cell].states, ended, strict=True):
        assert np.array_equal(end.numpy(), quantities[state][-1:])
        assert not layer.previous(state)[0].any()
        assert np.array_equal(layer.previous(state)[1:].numpy(), quantities[state][:-1])


def test_whole_numbers_are_taken_as_numbers():
    traced = Trace.from_arrays("rnn", {"hidden": [[0, 1], [1, 0]]})
    assert traced.output.tolist() == [[[0.0, 1.0]], [[1.0, 0.0]]]
    assert traced.output.is_floating_point()


def test_what_was_read_may_be_given_too():
    traced = Trace.from_arrays("gru", arrays("gru", 7, 6), inputs=torch.ones(7, 3))
    assert traced.layers[0].inputs.shape == (7, 1, 3)


@pytest.mark.parametrize(
    ("cell", "change", "named"),
    [
        ("elman", {}, "no cell 'elman'; choose one of"),
        ("lstm", {"extra": np.zeros((7, 6))}, "a LSTM has forget_gate"),
        ("lstm", {"cell": np.zeros((6, 6))}, r"cell has the shape \(6, 1, 6\) and forget_gate \(7, 1, 6\)"),
        ("lstm", {"forget_gate": np.zeros(7)}, r"forget_gate has the shape \(7,\); make it \(T, H\)"),
        ("lstm", {"forget_gate": "open"}, "forget_gate is a str"),
    ],
    ids=["cell", "names", "shapes", "dimensions", "type"],
)
def test_what_does_not_fit_is_named(cell, change, named):
    with pytest.raises(InputError, match=named):
        Trace.from_arrays(cell, arrays("lstm", 7, 6) | change)


def test_inputs_of_another_length_are_named():
    with pytest.raises(InputError, match=r"inputs has the shape \(6, 1, 3\); make it \(7, 1, I\)"):
        Trace.from_arrays("gru", arrays("gru", 7, 6), inputs=torch.ones(6, 3))
