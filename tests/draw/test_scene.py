"""A panel reads one sequence of a trace, whatever cell made it."""

import numpy as np
import pytest
from torch.nn.utils.rnn import pack_sequence

from lstmviz import trace
from lstmviz.draw.quantities import quantities_of
from lstmviz.draw.scene import MOST_ANSWERS, Panel, Question, Says, Scene, derived, stretch
from lstmviz.nets.cells import CELLS
from tests.conftest import HIDDEN, INPUTS, STEPS, numbers, seeded

LENGTHS = (4, 7, 2)


@pytest.fixture(scope="module")
def packed():
    sequences = [numbers(length, INPUTS, seed=length) for length in LENGTHS]
    return trace(seeded("lstm"), pack_sequence(sequences, enforce_sorted=False))


@pytest.mark.parametrize("cell", CELLS)
def test_a_panel_knows_its_cell_and_what_it_computes(traced, cell):
    panel = Panel("one", "", traced(cell).layers[0])
    assert panel.cell == cell
    assert panel.quantities == quantities_of(cell)
    assert (panel.steps, panel.units) == (STEPS, HIDDEN)


@pytest.mark.parametrize("cell", CELLS)
def test_values_are_the_trace_s_with_a_row_a_unit(traced, cell):
    layer = traced(cell).layers[0]
    for quantity in quantities_of(cell):
        drawn = Panel("one", "", layer).values(quantity.name)
        assert drawn.dtype == np.float32
        np.testing.assert_array_equal(drawn, layer.quantities[quantity.name][:, 0].numpy().T)


@pytest.mark.parametrize(("row", "length"), list(enumerate(LENGTHS)))
def test_a_row_of_a_packed_batch_loses_its_padding(packed, row, length):
    panel = Panel("one", "", packed.layers[0], row=row)
    assert panel.steps == length
    assert panel.values("cell").shape == (HIDDEN, length)
    expected = packed.layers[0].cell[:length, row].numpy().T
    np.testing.assert_array_equal(panel.values("cell"), expected)


@pytest.mark.filterwarnings("ignore:LSTM with projections")
def test_under_projections_the_tallest_heatmap_counts(traced):
    panel = Panel("one", "", traced("lstm", proj_size=2).layers[0])
    assert panel.units == HIDDEN
    assert panel.values("hidden").shape == (2, STEPS)


def test_float64_is_drawn_as_float32():
    run = trace(seeded("lstm").double(), numbers(STEPS, INPUTS).double())
    assert Panel("one", "", run.layers[0]).values("cell").dtype == np.float32


def test_a_scene_has_a_step_a_token():
    assert Scene((), ("a", "b")).steps == 2


def asked(answers):
    """A question that nobody can answer, of three steps."""
    return Question(answers, np.zeros(3), np.zeros(3, bool))


def scene_of(question, *said):
    right = np.zeros(3, bool)
    panels = [Panel("net", "", None, Says(np.asarray(values, np.float32), right)) for values in said]
    return Scene(tuple(panels), ("a", "b", "c"), question)


def test_a_few_answers_have_a_row_each():
    question = asked(tuple("abcd"))
    assert scene_of(question, np.eye(3, 4)).answers_shown(question) == [0, 1, 2, 3]


def test_of_many_answers_the_likeliest_have_one():
    question = asked(tuple(map(str, range(MOST_ANSWERS + 5))))
    likely = np.full((3, MOST_ANSWERS + 5), 0.01)
    likely[0, :MOST_ANSWERS] += 0.1
    likely[1] = np.nan  # where nothing is answered nothing counts
    other = likely.copy()
    other[2, -1] = 0.5
    rows = scene_of(question, likely, other).answers_shown(question)
    assert len(rows) == MOST_ANSWERS
    assert rows == sorted(rows)
    assert MOST_ANSWERS + 4 in rows


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
