"""The weights as a heatmap: PyTorch's blocks, and a range that clips nothing."""

import numpy as np
import plotly.graph_objects as go
import pytest

from lstmviz.draw.figures import Look
from lstmviz.draw.weight_picture import weight_picture


@pytest.mark.parametrize("shape", [(8, 5), (16, 1), (4, 1)])
def test_it_shows_every_weight(shape):
    weights = np.random.default_rng(0).normal(size=shape).astype(np.float32)
    (heatmap,) = go.Figure(weight_picture("weight_hh", weights, "ifgo", (0, 0), Look()).figure).data
    assert np.array_equal(np.array(heatmap.z, np.float32), weights)
    assert heatmap.zmax == -heatmap.zmin == abs(weights).max()


def test_blocks_stand_in_pytorchs_order_from_the_top():
    picture = weight_picture("weight_ih", np.zeros((12, 2), np.float32), "ifgo", (4, 1), Look())
    axis = go.Figure(picture.figure).layout.yaxis
    assert [text.strip("</b>") for text in axis.ticktext] == ["i", "f", "g", "o"]
    assert axis.tickvals == (1.0, 4.0, 7.0, 10.0)
    assert axis.range[0] > axis.range[1]
