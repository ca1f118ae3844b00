"""Decision regions: points, plane and lines are where they belong, in either theme."""

import plotly.graph_objects as go
import pytest

from lstmviz.draw.figures import Look
from lstmviz.draw.regions import regions

POINTS = [(0, 0, "a"), (1, 0.5, "b"), (-1, 2, "a")]
PLANE = [[1.0, 1.0, -1.0], [1.0, 0.0, -1.0], [1.0, 1.0, 0.5]]
LINES = [((-9, 0), (9, 1)), ((-9, 1), (9, 2))]


@pytest.mark.parametrize("look", [Look(theme="light"), Look(theme="dark"), Look("grey")])
@pytest.mark.parametrize(
    ("plane", "points", "lines"), [(PLANE, POINTS, LINES), ([], [], []), (PLANE, [], LINES[:1])]
)
def test_plotly_accepts_it(look, plane, points, lines):
    go.Figure(regions(plane, points, (-4, 4), look, lines))


def test_each_class_has_its_own_shape_and_colour():
    a, b = regions([], POINTS, (-4, 4), Look())["data"]
    assert (a["x"], a["y"], b["x"], b["y"]) == ([0, -1], [0, 2], [1], [0.5])
    assert a["marker"]["symbol"] != b["marker"]["symbol"]
    assert a["marker"]["color"] != b["marker"]["color"]


def test_the_plane_reaches_from_edge_to_edge():
    plane, *_ = regions(PLANE, POINTS, (-4, 4), Look())["data"]
    assert (plane["x0"], plane["x0"] + 2 * plane["dx"]) == (-4, 4)
    assert plane["z"] == PLANE


def test_the_newest_line_stands_out_from_those_before():
    earlier, newest, *_ = regions([], POINTS, (-4, 4), Look(), LINES)["data"]
    assert newest["y"][:2] == [1, 2]
    assert earlier["y"] == [0, 1, None]
    assert newest["line"]["width"] > earlier["line"]["width"]
