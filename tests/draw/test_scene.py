"""A panel reads one sequence of a trace, whatever cell made it."""

import numpy as np
import pytest

from lstmviz import trace
from lstmviz.draw.quantities import quantities_of
from lstmviz.draw.scene import LIKELIEST, MOST_ANSWERS, Panel, Question, Says, Scene
from lstmviz.nets.cells import CELLS
from tests.conftest import HIDDEN, INPUTS, STEPS, numbers, seeded
from tests.draw.conftest import LENGTHS


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
    likely[0, :LIKELIEST] += 0.1
    likely[1] = np.nan  # where nothing is answered nothing counts
    other = likely.copy()
    other[2, -1] = 0.5
    rows = scene_of(question, likely, other).answers_shown(question)
    assert len(rows) == LIKELIEST
    assert rows == sorted(rows)
    assert MOST_ANSWERS + 4 in rows
