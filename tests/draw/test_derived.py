"""What is made of a layer that ran stands on its time axis; a stretch goes on from what came before it."""

import numpy as np
import pytest
from torch.nn.utils.rnn import pack_sequence

from lstmviz import trace
from lstmviz.draw.derived import derived, stretch
from tests.conftest import HIDDEN, INPUTS, numbers, seeded
from tests.draw.conftest import LENGTHS


@pytest.mark.parametrize(("row", "length"), list(enumerate(LENGTHS)))
@pytest.mark.parametrize("start", [0, 1, 2])
def test_a_stretch_is_one_sequence_s_steps_and_begins_where_those_before_ended(packed, row, length, start):
    layer, steps = packed.layers[0], range(start, length)
    cut = stretch(layer, row, steps)
    assert (cut.name, cut.kind, cut.reverse, cut.lengths) == (layer.name, layer.kind, False, None)
    assert np.array_equal(cut.inputs, layer.inputs[start:length, row : row + 1])
    for name, values in layer.quantities.items():
        assert np.array_equal(cut.quantities[name], values[start:length, row : row + 1])
    for state, begin in layer.initial.items():
        before = layer.quantities[state][start - 1] if start else begin
        assert np.array_equal(cut.initial[state], before[row : row + 1])
    assert cut.weights is layer.weights


def test_a_stretch_of_a_reverse_layer_begins_at_its_end():
    sequences = [numbers(length, INPUTS, seed=length) for length in LENGTHS]
    packed = pack_sequence(sequences, enforce_sorted=False)
    begun = numbers(2, len(LENGTHS), HIDDEN, seed=1)  # (directions, B, H)
    layer = trace(seeded("lstm", bidirectional=True), packed, (begun, begun)).layers["l0 reverse"]
    cut = stretch(layer, 1, range(1, 3))
    assert cut.reverse
    assert np.array_equal(cut.initial["hidden"], layer.hidden[3][1:2])
    whole = stretch(layer, 0, range(LENGTHS[0]))  # beyond it there is but padding
    assert np.array_equal(whole.initial["cell"], begun[1, :1])


def test_a_stretch_of_some_units_is_drawn_and_not_computed(packed):
    cut = stretch(packed.layers[0], 1, range(2, 5), units=2)
    assert cut.quantities["cell"].shape == (3, 1, 2)
    assert np.array_equal(cut.quantities["cell"], packed.layers[0].cell[2:5, 1:2, :2])
    assert (dict(cut.initial), dict(cut.weights.parts)) == ({}, {})


def test_what_is_derived_stands_on_its_layer_s_axis(packed):
    layer = packed.layers[0]
    other = derived(layer, {"ledger": layer.cell})
    for field in ("name", "kind", "reverse", "lengths", "inputs"):
        assert getattr(other, field) is getattr(layer, field)
    assert other.quantities == {"ledger": layer.cell}
