"""The weights as a heatmap: PyTorch's blocks, a range that clips nothing, every cell to be picked."""

import numpy as np
import plotly.graph_objects as go
import pytest

from lstmviz.draw.figures import Look
from lstmviz.draw.weights import weight_figure


@pytest.mark.parametrize("shape", [(8, 5), (16, 1), (4, 1)])
def test_it_shows_every_weight_and_every_cell_can_be_picked(shape):
    weights = np.random.default_rng(0).normal(size=shape).astype(np.float32)
    heatmap, points = go.Figure(weight_figure("weight_hh", weights, (0, 0), Look())).data
    assert np.array_equal(np.array(heatmap.z, np.float32), weights)
    assert heatmap.zmax == -heatmap.zmin == abs(weights).max()
    assert set(zip(points.y, points.x, strict=True)) == set(np.ndindex(*shape))


def test_blocks_stand_in_pytorchs_order_from_the_top():
    axis = go.Figure(weight_figure("weight_ih", np.zeros((12, 2), np.float32), (4, 1), Look())).layout.yaxis
    assert [text.strip("</b>") for text in axis.ticktext] == ["i", "f", "g", "o"]
    assert axis.tickvals == (1.0, 4.0, 7.0, 10.0)
    assert axis.range[0] > axis.range[1]
