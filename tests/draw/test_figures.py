"""Panel -> figure: a heatmap a quantity, stated ranges, one time axis, strict JSON, text kept text."""

import json
from itertools import pairwise

import numpy as np
import plotly.graph_objects as go
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import array_shapes, arrays

from lstmviz.draw.figures import Look, panel_figure, value_range
from lstmviz.draw.quantities import PALETTES, quantities_of
from lstmviz.draw.scene import Panel, Question, Says
from lstmviz.nets.cells import CELLS
from tests.conftest import STEPS

RIGHT = np.arange(STEPS) % 2 == 0
ASKED = {
    "nothing": (None, None),
    "classes": (
        Question(("a", "<b>b</b>"), np.zeros(STEPS, np.float32), np.ones(STEPS, bool)),
        Says(np.full((STEPS, 2), 0.5, np.float32), RIGHT),
    ),
    "number": (
        Question((), np.zeros(STEPS, np.float32), np.ones(STEPS, bool)),
        Says(np.zeros((STEPS, 1), np.float32), RIGHT),
    ),
}
CELL_STATE = next(quantity for quantity in quantities_of("lstm") if quantity.name == "cell")
NUMBERS = arrays(np.float32, array_shapes(max_dims=2), elements=st.floats(width=32))


@pytest.fixture
def figure(traced):
    def draw(cell="lstm", asked="nothing", **look):
        question, says = ASKED[asked]
        panel = Panel("one", "", traced(cell).layers[0], says)
        return go.Figure(panel_figure(panel, question, Look(**look)))  # plotly refuses what it does not know

    return draw


@pytest.mark.parametrize("cell", CELLS)
def test_a_heatmap_a_quantity_in_the_order_of_computation(figure, cell):
    drawn = figure(cell).data
    assert [heatmap.meta["plane"] for heatmap in drawn] == [quantity.name for quantity in quantities_of(cell)]
    assert {heatmap.type for heatmap in drawn} == {"heatmap"}


@pytest.mark.parametrize("asked", ASKED)
def test_all_rows_stand_on_one_time_axis_that_counts_from_1(figure, asked):
    drawn = figure(asked=asked)
    assert {trace.xaxis for trace in drawn.data} <= {None, "x"}
    assert {(trace.x0, trace.dx) for trace in drawn.data} == {(1, 1)}
    assert drawn.layout.xaxis.range == (0.5, STEPS + 0.5)


@pytest.mark.parametrize("asked", ASKED)
@pytest.mark.parametrize("cell", CELLS)
def test_rows_go_top_down_and_do_not_overlap(figure, cell, asked):
    drawn = figure(cell, asked)
    axes = dict.fromkeys(trace.yaxis for trace in drawn.data)
    domains = [drawn.layout[axis.replace("y", "yaxis")].domain for axis in axes]
    assert len(domains) == len(quantities_of(cell)) + (asked != "nothing")
    assert all(below[1] < above[0] for above, below in pairwise(domains))
    assert all(0 <= bottom < top <= 1 for bottom, top in domains)


def test_the_first_unit_is_on_top(figure):
    assert all(figure().layout[axis].range == (4.5, -0.5) for axis in ("yaxis", "yaxis2", "yaxis6"))


@pytest.mark.parametrize("cell", CELLS)
def test_colours_span_the_stated_range(figure, traced, cell):
    drawn = figure(cell)
    ranges = [label.text for label in drawn.layout.annotations if label.x == 1]
    for heatmap, quantity, said in zip(drawn.data, quantities_of(cell), ranges, strict=True):
        most = float(traced(cell).layers[0].quantities[quantity.name].abs().max())
        assert heatmap.zmin == (0 if quantity.kind == "gate" else -heatmap.zmax)
        assert heatmap.zmax == 1 if quantity.limit else most <= heatmap.zmax <= 1.2 * most
        assert said == (f"0…{heatmap.zmax:g}" if quantity.kind == "gate" else f"±{heatmap.zmax:g}")


@given(NUMBERS)
def test_a_range_from_the_data_is_symmetric_and_clips_nothing(values):
    low, high = value_range(CELL_STATE, values)
    finite = np.abs(values[np.isfinite(values)].astype(float))
    assert low == -high
    assert 0 < high < np.inf
    assert finite.max(initial=0) <= high <= max(1.11 * finite.max(initial=0), 1.11e-3)


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("palette", PALETTES)
def test_the_palette_and_theme_colour_the_heatmaps(figure, palette, theme):
    gate, _, state, *_ = figure(palette=palette, theme=theme).data
    assert list(gate.colorscale) == PALETTES[palette].scale("gate", theme)
    assert list(state.colorscale) == PALETTES[palette].scale("state", theme)


def test_a_net_that_chooses_shows_the_probability_of_every_answer(figure):
    drawn = figure(asked="classes")
    says = next(trace for trace in drawn.data if trace.meta["plane"] == "says")
    assert (says.type, says.zmin, says.zmax) == ("heatmap", 0, 1)
    assert drawn.layout.yaxis7.ticktext == ("a", "&lt;b&gt;b&lt;/b&gt;")


def test_a_net_that_tells_a_number_shows_a_line(figure):
    says = next(trace for trace in figure(asked="number").data if trace.meta["plane"] == "says")
    assert (says.type, says.mode) == ("scatter", "lines")


@pytest.mark.parametrize("asked", ["classes", "number"])
def test_right_and_wrong_are_told_by_shape_too(figure, asked):
    right, wrong = figure(asked=asked).data[-2:]
    assert [right.meta["plane"], wrong.meta["plane"]] == ["right", "wrong"]
    assert right.marker.symbol != wrong.marker.symbol
    assert right.marker.color != wrong.marker.color


@pytest.mark.parametrize("asked", ASKED)
@pytest.mark.parametrize("cell", CELLS)
def test_a_figure_is_strict_json_and_leaves_its_numbers_out(figure, cell, asked):
    text = json.dumps(figure(cell, asked).to_plotly_json(), allow_nan=False)
    assert '"z"' not in text
    assert '"bdata"' not in text
    assert len(text) < 20_000
