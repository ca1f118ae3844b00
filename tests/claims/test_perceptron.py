"""The perceptron's verdict, and that the picture shows the line it speaks of."""

import numpy as np
import pytest

from lstmviz.claims.perceptron import PerceptronClaim
from lstmviz.draw.figures import Look

CLAIM = PerceptronClaim()
PRESETS = CLAIM.controls[0].presets


def run(**changed):
    settings = CLAIM.defaults() | changed
    return list(CLAIM.measure(settings)), settings


def test_on_xor_no_line_gets_more_than_three_and_the_mistakes_never_end():
    rows, settings = run(passes=100)
    assert all(row["mistakes"] > 0 for row in rows[1:])
    assert max(row["right"] for row in rows) <= rows[0]["most"] == 3
    assert CLAIM.options[CLAIM.verdict(rows, settings).right] == "Three"


@pytest.mark.parametrize("preset", ["AND", "OR"])
@pytest.mark.parametrize("rate", [0.1, 1.0])
def test_on_and_and_or_the_mistakes_end(preset, rate):
    rows, settings = run(points=PRESETS[preset], rate=rate)
    assert (rows[-1]["mistakes"], rows[-1]["right"]) == (0, 4)
    verdict = CLAIM.verdict(rows, settings)
    assert verdict.right is None  # the question is about XOR
    assert "without a mistake" in verdict.says
    assert verdict.condition.startswith("A line separates")


def test_the_line_drawn_is_the_border_of_the_plane_drawn():
    rows, settings = run(points=PRESETS["Two clouds"])
    figure = CLAIM.pictures(rows, settings, Look())[0].figure
    plane, (x, y) = figure["data"][0], np.meshgrid(np.linspace(-4, 4, 61), np.linspace(-4, 4, 61))
    line = next(trace for trace in figure["data"] if trace["name"] == "the line")
    (x0, x1, _), (y0, y1, _) = line["x"], line["y"]
    side = (x1 - x0) * (y - y0) - (y1 - y0) * (x - x0)
    assert abs(np.sum(np.sign(side) * np.array(plane["z"]))) == 61 * 61


@pytest.mark.parametrize("points", ["", "0,0,a", "0,0,a;0,0,b"])
def test_few_points_are_no_trouble(points):
    rows, settings = run(points=points)
    assert CLAIM.verdict(rows, settings).says
    assert CLAIM.pictures(rows, settings, Look())
