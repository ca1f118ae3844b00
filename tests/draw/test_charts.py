"""Every chart is a figure that plotly accepts, and shows all that it is given."""

import plotly.graph_objects as go
import pytest

from lstmviz.draw.charts import Axis, Series, bars, curves, grid
from lstmviz.draw.colours import NETS
from lstmviz.draw.figures import Look

LSTM = Series("LSTM", [1, 2], [0.5, 0.7], NETS["lstm"], low=[0.4, 0.6], high=[0.6, 0.9], dash="dash")
RNN = Series("RNN", [1, 2], [0.1, None], NETS["rnn"])
LOOKS = [Look(theme="light"), Look(theme="dark")]


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize(
    "draw",
    [
        lambda look: curves([LSTM, RNN], Axis("distance"), Axis("norm", log=True, span=(-9, 0)), look),
        lambda look: bars([LSTM, RNN], Axis("score", span=(0, 1)), look),
        lambda look: grid([[0.5, None], [1, 0]], ["a", "b"], ["10", "100"], Axis("distance"), look),
        lambda look: curves([], Axis("x"), Axis("y"), look),
        lambda look: grid([], [], [], Axis("x"), look),
    ],
)
def test_plotly_accepts_it(draw, look):
    go.Figure(draw(look))


def test_a_curve_lies_over_its_band_and_keeps_its_numbers():
    figure = curves([LSTM, RNN], Axis("x"), Axis("y"), LOOKS[0])
    low, high, lstm, rnn = figure["data"]
    assert (low["y"], high["y"], high["fill"]) == ([0.4, 0.6], [0.6, 0.9], "tonexty")
    assert (lstm["y"], lstm["line"]["dash"]) == ([0.5, 0.7], "dash")
    assert rnn["y"] == [0.1, None]
    assert [trace["name"] for trace in figure["data"] if trace.get("showlegend", True)] == ["LSTM", "RNN"]


def test_whiskers_reach_from_low_to_high():
    (lstm, rnn) = bars([LSTM, RNN], Axis("y"), LOOKS[0])["data"]
    assert lstm["error_y"]["array"] == pytest.approx([0.1, 0.2])
    assert lstm["error_y"]["arrayminus"] == pytest.approx([0.1, 0.1])
    assert "error_y" not in rnn


def test_a_grid_says_its_numbers_and_leaves_empty_what_was_not_measured():
    (heatmap,) = grid([[0.5, None]], ["a"], ["10", "100"], Axis("x"), LOOKS[0])["data"]
    assert heatmap["text"] == [["0.5", ""]]
    assert heatmap["z"] == [[0.5, None]]
    (heatmap,) = grid([[0.5]], ["a"], ["10"], Axis("x"), LOOKS[0], text=[["4/5"]])["data"]
    assert heatmap["text"] == [["4/5"]]


def test_bars_are_told_apart_without_their_colours():
    hatches = [bar["marker"]["pattern"]["shape"] for bar in bars([LSTM, RNN], Axis("y"), LOOKS[0])["data"]]
    assert len(set(hatches)) == 2
