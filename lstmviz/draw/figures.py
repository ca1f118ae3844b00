"""Panel -> Plotly figure. Every picture leaves its numbers out and names the plane they come from.

A plane is an array that `stepper.pack` sends beside the figure: the browser puts it where
`meta.plane` asks for it, so that no number travels twice. All pictures share one time axis.
"""

import math
from dataclasses import dataclass
from html import escape
from typing import Any

import numpy as np
import plotly.graph_objects as go

from lstmviz.draw.quantities import CURSOR, FAINT, INK, LINE, PALETTES, RIGHT, WRONG, Palette, Quantity, Theme
from lstmviz.draw.scene import Panel, Question

LEFT, RIGHT_MARGIN = 128, 60  # px; the token strip stands on the same margins
GAP = 0.012  # between rows, share of the height
AXIS = {"fixedrange": True, "showgrid": False, "zeroline": False, "ticks": ""}


@dataclass(frozen=True)
class Look:
    """How a figure is coloured."""

    palette: str = "cividis"
    theme: Theme = "light"

    @property
    def scales(self) -> Palette:
        """The colour scales."""
        return PALETTES[self.palette]


def panel_figure(panel: Panel, question: Question | None, steps: int, look: Look) -> go.Figure:
    """The heatmaps of one layer, unit × step, and below them what its net says."""
    weights = [_weight(panel.units)] * len(panel.quantities)
    if panel.says and question:
        weights.append(_weight(max(len(question.answers), 3)))
    figure = go.Figure(layout=_frame(steps, look))
    rows = zip(_domains(weights), [*panel.quantities, None], strict=False)
    for number, (domain, quantity) in enumerate(rows, start=1):
        axis = "y" if number == 1 else f"y{number}"
        if quantity:
            _quantity_row(figure, panel, quantity, axis, domain, look)
        elif question:
            _says_row(figure, question, axis, domain, look)
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
    return {
        "template": None,
        "margin": {"l": LEFT, "r": RIGHT_MARGIN, "t": 2, "b": 20},
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "font": {"color": getattr(INK, look.theme), "size": 12, "family": "inherit"},
        "showlegend": False,
        "dragmode": False,
        "hoverlabel": {"font": {"size": 13}},
        "xaxis": {**AXIS, "anchor": "free", "position": 0, "range": [0.5, steps + 0.5], "tickfont": {"color": getattr(FAINT, look.theme)}, "nticks": 12},
    }


def _quantity_row(
    figure: go.Figure, panel: Panel, quantity: Quantity, axis: str, domain: tuple[float, float], look: Look
) -> None:
    values = panel.values(quantity.name)
    low, high = value_range(quantity, values)
    figure.add_trace(
        go.Heatmap(
            meta={"plane": quantity.name},
            name=quantity.title,
            x0=1,
            dx=1,
            y0=0,
            dy=1,
            yaxis=axis,
            zmin=low,
            zmax=high,
            colorscale=look.scales.scale(quantity.kind, look.theme),
            colorbar=_colourbar(low, high, domain, look),
            hovertemplate=f"{quantity.title} <b>{quantity.symbol}</b> of unit %{{y}} at t = %{{x}}<br>"
            "<b>%{z:.4f}</b><extra></extra>",
        )
    )
    units = values.shape[0]
    figure.layout[_axis_key(axis)] = {**AXIS, "domain": domain, "range": [units - 0.5, -0.5], "showticklabels": False}
    _label(figure, f"<b>{quantity.symbol}</b>", quantity.title, getattr(quantity.accent, look.theme), domain)


def _says_row(figure: go.Figure, question: Question, axis: str, domain: tuple[float, float], look: Look) -> None:
    draw = _probabilities if question.answers else _numbers
    figure.layout[_axis_key(axis)] = {**AXIS, "domain": domain} | draw(figure, question, axis, domain, look)
    for mark, symbol, accent in (("right", "circle", RIGHT), ("wrong", "x", WRONG)):
        figure.add_trace(
            go.Scatter(
                meta={"plane": mark},
                name=mark,
                x0=1,
                dx=1,
                yaxis=axis,
                mode="markers",
                marker={"symbol": symbol, "size": 7, "color": getattr(accent, look.theme)}
                | {"line": {"color": "#ffffff", "width": 1.2}},
                hoverinfo="skip",
            )
        )
    _label(figure, "says", "", getattr(INK, look.theme), domain)


def _probabilities(
    figure: go.Figure, question: Question, axis: str, domain: tuple[float, float], look: Look
) -> dict[str, Any]:
    figure.add_trace(
        go.Heatmap(
            meta={"plane": "says"},
            name="probability",
            x0=1,
            dx=1,
            y0=0,
            dy=1,
            yaxis=axis,
            zmin=0,
            zmax=1,
            colorscale=look.scales.scale("probability", look.theme),
            colorbar=_colourbar(0, 1, domain, look),
            hovertemplate="probability of answer %{y} at t = %{x}<br><b>%{z:.4f}</b><extra></extra>",
        )
    )
    names = [escape(answer) for answer in question.answers]
    return {
        "range": [len(names) - 0.5, -0.5],
        "tickvals": list(range(len(names))),
        "ticktext": names,
        "tickfont": {"size": 10, "color": getattr(INK, look.theme)},
    }


def _numbers(
    figure: go.Figure, question: Question, axis: str, domain: tuple[float, float], look: Look
) -> dict[str, Any]:
    figure.add_trace(
        go.Scatter(
            meta={"plane": "says"},
            name="number",
            x0=1,
            dx=1,
            yaxis=axis,
            mode="lines",
            line={"color": getattr(INK, look.theme), "width": 1.5},
            hovertemplate="says <b>%{y:.4f}</b> at t = %{x}<extra></extra>",
        )
    )
    return {"nticks": 4, "tickfont": {"size": 10, "color": getattr(INK, look.theme)}, "showgrid": True} | {
        "gridcolor": getattr(LINE, look.theme)
    }


def value_range(quantity: Quantity, values: np.ndarray) -> tuple[float, float]:
    """The range that colours span: 0…limit for a gate, ±limit for a state, from the data where there is none."""
    limit = quantity.limit or _round_up(float(np.abs(values[np.isfinite(values)]).max(initial=1e-3)))
    return (0.0 if quantity.kind == "gate" else -limit), limit


def _round_up(value: float) -> float:
    """The next number of two digits, so that a range can be read and nothing is clipped."""
    unit = 10.0 ** (math.floor(math.log10(value)) - 1)
    return float(f"{math.ceil(value / unit - 1e-9) * unit:.2g}")


def _colourbar(low: float, high: float, domain: tuple[float, float], look: Look) -> dict[str, Any]:
    return {
        "thickness": 8,
        "lenmode": "fraction",
        "len": domain[1] - domain[0],
        "y": sum(domain) / 2,
        "x": 1.004,
        "xpad": 2,
        "ypad": 2,
        "outlinewidth": 0,
        "tickvals": [(low + high) / 2],
        "ticktext": [f"0…{high:g}" if low == 0 else f"±{high:g}"],
        "ticks": "",
        "tickfont": {"size": 11, "color": getattr(FAINT, look.theme)},
    }


def _label(figure: go.Figure, short: str, rest: str, colour: str, domain: tuple[float, float]) -> None:
    """Name of a row, left of it; `name` is what a narrow screen shows instead."""
    figure.add_annotation(
        text=f"{short} {rest}".strip(),
        name=short,
        x=0,
        xref="paper",
        xanchor="right",
        xshift=-8 if rest else -34,
        y=sum(domain) / 2,
        yref="paper",
        yanchor="middle",
        showarrow=False,
        font={"color": colour, "size": 14},
    )


def _axis_key(axis: str) -> str:
    return axis.replace("y", "yaxis")


def cursor_colour(theme: Theme) -> str:
    """Colour of the step cursor and of marked cells."""
    return getattr(CURSOR, theme)
