"""Panel -> Plotly figure, as the plain dict that plotly.js reads; plotly's classes are 20 times as slow.

Every picture leaves its numbers out and names the plane they come from.

A plane is an array that `stepper.pack` sends beside the figure: the browser puts it where
`meta.plane` asks for it, so that no number travels twice. All rows share one time axis.
"""

import math
from dataclasses import dataclass
from html import escape
from typing import Any

import numpy as np

from lstmviz.draw.quantities import (
    CURSOR,
    FAINT,
    INK,
    LINE,
    PALETTES,
    PAPER,
    RIGHT,
    WRONG,
    Accent,
    Kind,
    Quantity,
    Theme,
)
from lstmviz.draw.scene import Panel, Question

Figure = dict[str, Any]
LEFT, RIGHT_MARGIN = 128, 60  # px; the token strip stands on the same margins
GAP = 0.012  # between rows, share of the height
STEPS = {"x0": 1, "dx": 1}  # steps count from 1, as the page shows them
STILL = {"fixedrange": True, "showgrid": False, "zeroline": False, "ticks": ""}


@dataclass(frozen=True)
class Look:
    """How a figure is coloured."""

    palette: str = "cividis"
    theme: Theme = "light"

    def colour(self, accent: Accent) -> str:
        """The accent's colour in this theme."""
        return accent.light if self.theme == "light" else accent.dark

    def scale(self, kind: Kind) -> list[tuple[float, str]]:
        """The palette's scale for this kind of quantity."""
        return PALETTES[self.palette].scale(kind, self.theme)


def panel_figure(panel: Panel, question: Question | None, look: Look) -> Figure:
    """The heatmaps of one layer, unit × step, and below them what its net says."""
    weights = [_weight(panel.units) * quantity.height for quantity in panel.quantities]
    if panel.says and question:
        weights.append(_weight(len(question.answers)))
    figure: Figure = {"data": [], "layout": _frame(panel.steps, look)}
    rows = [Row(figure, index + 1, domain, look) for index, domain in enumerate(_domains(weights))]
    for row, quantity in zip(rows, panel.quantities, strict=False):
        _draw_quantity(row, quantity, panel.values(quantity.name))
    if panel.says and question:
        _draw_says(rows[-1], question, panel.says.changed is not None)
    return figure


def _weight(rows: int) -> float:
    """Share of the height: by rows, but neither a stripe nor a wall."""
    return float(np.clip(rows, 6, 14))


def _domains(weights: list[float]) -> list[tuple[float, float]]:
    """Bottom and top of each row, the first on top, 0 to 1."""
    heights = np.array(weights) / sum(weights) * (1 - GAP * (len(weights) - 1))
    tops = 1 - np.concatenate([[0.0], np.cumsum(heights + GAP)[:-1]])
    return [(max(float(top - height), 0.0), float(top)) for top, height in zip(tops, heights, strict=True)]


def _frame(steps: int, look: Look) -> dict[str, Any]:
    time = {"anchor": "free", "position": 0, "range": [0.5, steps + 0.5], "nticks": 12}
    return {
        "template": None,
        "margin": {"l": LEFT, "r": RIGHT_MARGIN, "t": 2, "b": 20},
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "font": {"color": look.colour(INK), "size": 12},
        "showlegend": False,
        "annotations": [],
        "dragmode": False,
        "hoverlabel": {"font": {"size": 13}},
        "xaxis": {**STILL, **time, "tickfont": {"color": look.colour(FAINT)}},
    }


@dataclass(frozen=True)
class Row:
    """One picture's place in the figure: an axis, a share of the height."""

    figure: Figure
    number: int  # of its y axis, from 1
    domain: tuple[float, float]
    look: Look

    def axis(self, **given: Any) -> None:
        """Set the y axis."""
        self.figure["layout"][f"yaxis{self._suffix}"] = {**STILL, "domain": self.domain, **given}

    def heatmap(self, plane: str, name: str, kind: Kind, span: tuple[float, float], hover: str) -> None:
        """A heatmap over the steps, its colours spanning `span`."""
        self._add(
            plane,
            type="heatmap",
            y0=0,
            dy=1,
            name=name,
            zmin=span[0],
            zmax=span[1],
            colorscale=self.look.scale(kind),
            showscale=False,  # plotly draws twenty of them in 100 ms; the stepper's own strips cost nothing
            hovertemplate=f"{hover}<br><b>%{{z:.4f}}</b><extra></extra>",
        )
        low, high = span
        said = f"0…{high:g}" if low == 0 else f"±{high:g}"
        self._write(said, FAINT, 11, {"x": 1, "xanchor": "left", "xshift": 16, "name": ""})

    def curve(self, plane: str, **given: Any) -> None:
        """Points over the steps."""
        self._add(plane, type="scatter", **given)

    def label(self, short: str, rest: str, accent: Accent, xshift: int = -8) -> None:
        """Name of the row, left of it; a narrow screen shows `short`, kept as the annotation's name."""
        across = {"x": 0, "xanchor": "right", "xshift": xshift, "name": short}
        self._write(f"{short} {rest}".strip(), accent, 14, across)

    def _write(self, text: str, accent: Accent, size: int, across: dict[str, Any]) -> None:
        """Beside the middle of the row."""
        down = {"yref": "paper", "y": sum(self.domain) / 2, "yanchor": "middle", "xref": "paper"}
        font = {"color": self.look.colour(accent), "size": size}
        self.figure["layout"]["annotations"].append(
            {"text": text, "showarrow": False, "font": font} | down | across
        )

    def _add(self, plane: str, **given: Any) -> None:
        trace = {**STEPS, "xaxis": "x", "yaxis": f"y{self._suffix}", "meta": {"plane": plane}}
        self.figure["data"].append(trace | given)

    @property
    def _suffix(self) -> str:
        """Plotly counts axes from "y", "y2"."""
        return "" if self.number == 1 else str(self.number)


def _draw_quantity(row: Row, quantity: Quantity, values: np.ndarray) -> None:
    hover = f"{quantity.title} <b>{quantity.symbol}</b> of {quantity.row} %{{y}} at t = %{{x}}"
    row.heatmap(quantity.name, quantity.title, quantity.kind, value_range(quantity, values), hover)
    row.axis(range=[len(values) - 0.5, -0.5], showticklabels=False)
    row.label(f"<b>{quantity.symbol}</b>", quantity.title, quantity.accent)


def value_range(quantity: Quantity, values: np.ndarray) -> tuple[float, float]:
    """The range that colours span: 0…limit for a gate, ±limit for a state; the data's where there is none."""
    limit = quantity.limit or _round_up(float(np.abs(values[np.isfinite(values)]).max(initial=1e-3)))
    return (0.0 if quantity.kind == "gate" else -limit), limit


def _round_up(value: float) -> float:
    """The next number of two digits, so that a range can be read and nothing is clipped."""
    unit = 10.0 ** (math.floor(math.log10(value)) - 1)
    return float(f"{math.ceil(value / unit - 1e-9) * unit:.2g}")


def _draw_says(row: Row, question: Question, compared: bool) -> None:
    """What a net says, and on it the right answer: a dot where the net is right, a cross where not.

    In a run that is compared with another, a ring stands around each answer that is not the other's.
    """
    draw = _draw_probabilities if question.answers else _draw_number
    draw(row, question)
    if compared:
        ring = {"symbol": "circle-open", "size": 9, "color": row.look.colour(CURSOR), "line": {"width": 2}}
        row.curve("changed", name="changed", mode="markers", marker=ring, hoverinfo="skip")
    for plane, symbol, accent in (("right", "circle", RIGHT), ("wrong", "x", WRONG)):
        marker = {"symbol": symbol, "size": 7, "color": row.look.colour(accent)}
        edge = {"line": {"color": row.look.colour(PAPER), "width": 1.2}}
        row.curve(plane, name=plane, mode="markers", marker=marker | edge, hoverinfo="skip")
    row.label("", "says", INK, xshift=-34)


def _draw_probabilities(row: Row, question: Question) -> None:
    row.heatmap("says", "probability", "probability", (0, 1), "probability of %{y} at t = %{x}")
    names = [escape(answer) for answer in question.answers]
    row.axis(
        range=[len(names) - 0.5, -0.5],
        tickvals=list(range(len(names))),
        ticktext=names,
        tickfont={"size": 10, "color": row.look.colour(INK)},
    )


def _draw_number(row: Row, question: Question) -> None:
    line = {"color": row.look.colour(INK), "width": 1.5}
    row.curve(
        "says", name="number", mode="lines", line=line, hovertemplate="says <b>%{y:.4f}</b><extra></extra>"
    )
    tickfont = {"size": 10, "color": row.look.colour(INK)}
    row.axis(nticks=4, tickfont=tickfont, showgrid=True, gridcolor=row.look.colour(LINE))
