import plotly.graph_objects as go
import pytest

from lstmviz.draw.figures import Look
from lstmviz.draw.unrolled_picture import Copy, unrolled_picture

STATES = [Copy(token, [0.1 * at, -0.5]) for at, token in enumerate("ab c")]


def words(figure):
    return [one["text"] for one in figure["layout"]["annotations"] if not one["showarrow"]]


@pytest.mark.parametrize("count", range(5))
def test_every_copy_has_the_same_weights(count):
    figure = unrolled_picture(STATES[:count], Look())
    go.Figure(figure)
    assert words(figure).count("W") == words(figure).count("U") == count
    boxes = [shape for shape in figure["layout"]["shapes"] if shape["type"] == "rect"]
    assert len(boxes) == count
    assert figure["data"][0]["marker"]["color"] == [value for copy in STATES[:count] for value in copy.hidden]


def test_one_alone_is_folded_and_loops():
    def loops(figure):
        return [shape for shape in figure["layout"]["shapes"] if shape["type"] == "path"]

    assert loops(unrolled_picture(STATES[:1], Look()))
    assert not loops(unrolled_picture(STATES, Look()))


def test_a_space_can_be_seen():
    assert "␣" in words(unrolled_picture(STATES, Look()))
