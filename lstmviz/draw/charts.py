"""Curves, bars and grids of measurements: one short function a picture, as the dict that plotly.js reads."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

from lstmviz.draw.colours import FAINT, INK, LINE, PAPER, Accent, Kind, faded
from lstmviz.draw.figures import STILL, Figure, Look

Dash = Literal["solid", "dash", "dot", "dashdot"]
Number = float | None  # None: not measured, or beyond what can be drawn
HATCHES: dict[Dash, str] = {"solid": "", "dash": "/", "dot": ".", "dashdot": "x"}  # what a dash is to a bar
BAND = 0.18  # opacity of the spread around a curve
SIZE = 13  # px, of what is written


@dataclass(frozen=True)
class Picture:
    """One figure of plotly's, as a plain dict, and what it shows in words."""

    figure: Figure
    alt: str  # for those who do not see it: what is drawn against what, and what it shows
    height: int = 420  # px
    wide: bool = False  # has a row to itself


@dataclass(frozen=True)
class Axis:
    """What is drawn along one direction."""

    title: str
    log: bool = False  # powers of ten evenly spaced; plotly leaves out zeros and less
    span: tuple[float, float] | None = None  # from, to (powers on a log axis); None: all the data
    ticks: Sequence[float] | None = None  # the numbers written; None: as plotly chooses
    every: int = 1  # powers of ten between two ticks of a log axis


@dataclass(frozen=True)
class Series:
    """One net's, or one setting's, measurements."""

    name: str
    x: Sequence[Any]
    y: Sequence[Number]
    accent: Accent
    low: Sequence[Number] | None = None  # with high: the spread, drawn as a band or as whiskers
    high: Sequence[Number] | None = None
    dash: Dash = "solid"
    markers: bool = False


def curves(series: Sequence[Series], x: Axis, y: Axis, look: Look) -> Figure:
    """A line a series, over the band of its spread."""
    bands = [trace for one in series if one.low and one.high for trace in _band(one, look)]
    lines = [_line(one, look) for one in series]
    return {"data": [*bands, *lines], "layout": frame(x, y, look)}


def bars(series: Sequence[Series], y: Axis, look: Look) -> Figure:
    """Bars side by side, a group for every name in `x`; whiskers from low to high."""
    return {"data": [_bars(one, look) for one in series], "layout": frame(Axis(""), y, look)}


def grid(
    values: Sequence[Sequence[Number]],
    rows: Sequence[str],
    columns: Sequence[str],
    x: Axis,
    look: Look,
    kind: Kind = "gate",
    span: tuple[float, float] = (0.0, 1.0),
    text: Sequence[Sequence[str]] | None = None,
) -> Figure:
    """A heatmap, rows from the top, with a text on every cell: its number unless given; None stays empty."""
    says = text or [["" if value is None else f"{value:.2g}" for value in row] for row in values]
    heatmap = {
        "type": "heatmap",
        "z": values,
        "x": list(columns),
        "y": list(rows),
        "zmin": span[0],
        "zmax": span[1],
        "colorscale": look.scale(kind),
        "showscale": False,
        "xgap": 2,
        "ygap": 2,
        "text": says,
        "texttemplate": "%{text}",  # plotly picks black or white to be read on the cell's colour
        "hovertemplate": "%{y}, %{x}: <b>%{text}</b><extra></extra>",
    }
    layout = frame(x, Axis(""), look)
    layout["xaxis"] |= {"type": "category", "showgrid": False}
    layout["yaxis"] |= {"type": "category", "autorange": "reversed", "showgrid": False}
    return {"data": [heatmap], "layout": layout}


def _line(one: Series, look: Look) -> dict[str, Any]:
    return {
        "type": "scatter",
        "mode": "lines+markers" if one.markers else "lines",
        "name": one.name,
        "x": list(one.x),
        "y": list(one.y),
        "line": {"color": look.colour(one.accent), "dash": one.dash, "width": 2.5},
        "marker": {"size": 8},
        "hovertemplate": f"{one.name}<br>%{{x}}: <b>%{{y:.4g}}</b><extra></extra>",
    }


def _band(one: Series, look: Look) -> list[dict[str, Any]]:
    """Two unseen lines with the space between them filled."""
    assert one.low is not None
    assert one.high is not None
    edge = {
        "type": "scatter",
        "mode": "lines",
        "name": one.name,  # not seen: for those who take the numbers away
        "x": list(one.x),
        "line": {"width": 0},
        "hoverinfo": "skip",
        "showlegend": False,
    }
    filled = {"fill": "tonexty", "fillcolor": faded(look.colour(one.accent), BAND)}
    low, high = {"y": list(one.low), "meta": "low"}, {"y": list(one.high), "meta": "high"}
    return [edge | low, edge | high | filled]


def _bars(one: Series, look: Look) -> dict[str, Any]:
    trace: dict[str, Any] = {
        "type": "bar",
        "name": one.name,
        "x": list(one.x),
        "y": list(one.y),
        "marker": {
            "color": look.colour(one.accent),
            "line": {"color": look.colour(PAPER), "width": 1},
            "pattern": {"shape": HATCHES[one.dash], "fgcolor": look.colour(PAPER), "fillmode": "overlay"},
        },
        "hovertemplate": f"{one.name}, %{{x}}: <b>%{{y:.4g}}</b><extra></extra>",
    }
    if one.low and one.high:
        above = [(high or 0) - (value or 0) for value, high in zip(one.y, one.high, strict=True)]
        below = [(value or 0) - (low or 0) for value, low in zip(one.y, one.low, strict=True)]
        spread = {"type": "data", "array": above, "arrayminus": below, "color": look.colour(INK)}
        trace["error_y"] = spread | {"thickness": 1.5, "width": 4}
    return trace


def frame(x: Axis, y: Axis, look: Look) -> dict[str, Any]:
    """The layout that all charts share."""
    return {
        "template": None,
        "margin": {"l": 70, "r": 16, "t": 34, "b": 48},
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "font": {"color": look.colour(INK), "size": SIZE},
        "legend": {"orientation": "h", "x": 0, "y": 1, "yanchor": "bottom", "traceorder": "normal"},
        "dragmode": False,
        "hoverlabel": {"font": {"size": SIZE}},
        "xaxis": _axis(x, look),
        "yaxis": _axis(y, look),
    }


def _axis(axis: Axis, look: Look) -> dict[str, Any]:
    line = look.colour(LINE)
    drawn: dict[str, Any] = STILL | {"title": {"text": axis.title}, "showgrid": True, "gridcolor": line}
    drawn |= {"tickfont": {"color": look.colour(FAINT)}, "linecolor": line, "automargin": True}
    if axis.log:
        drawn |= {"type": "log", "exponentformat": "power", "dtick": axis.every}
    if axis.ticks:
        drawn |= {"tickvals": list(axis.ticks), "ticktext": [f"{tick:,g}" for tick in axis.ticks]}
    if axis.span:
        drawn["range"] = list(axis.span)
    return drawn
