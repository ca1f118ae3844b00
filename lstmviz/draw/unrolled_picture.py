"""An RNN folded, a box with a loop, or unrolled, a box a step; the dots in a box are its hidden state."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from lstmviz.draw.charts import Axis, frame
from lstmviz.draw.colours import FAINT, INK, LINE, NETS, PAPER, Accent
from lstmviz.draw.figures import Figure, Look
from lstmviz.languages import gettext as _

HALF = 0.28  # of a box's width; boxes stand at x = 0, 1, …, from y = 0 to 1
LOOP = 0.75  # how far right the loop of the folded box goes
FEWEST = 5  # boxes that the width always has room for, so that one alone is no wall
Place = tuple[float, float]


class Copy(NamedTuple):
    """One step of the RNN."""

    token: str  # what it reads
    hidden: Sequence[float]  # H numbers in ±1


def unrolled_picture(copies: Sequence[Copy], look: Look) -> Figure:
    """A box a copy, with its input from below, its output upwards, and h on to the next; one alone loops."""
    parts = [part for at, copy in enumerate(copies) for part in _box(at, copy, look)]
    links = _loop(look) if len(copies) == 1 else _chain(len(copies), look)
    middle, half = (len(copies) - 1) / 2, max(len(copies) + 1, FEWEST) / 2
    layout = frame(Axis("", span=(middle - half, middle + half)), Axis("", span=(-0.8, 1.75)), look)
    for axis in ("xaxis", "yaxis"):
        layout[axis] |= {"visible": False}
    layout["annotations"] = [part for part in (*parts, *links) if "type" not in part]
    layout["shapes"] = [_outline(at, look) for at in range(len(copies))]
    layout["shapes"] += [part for part in links if part.get("type") == "path"]
    return {"data": [_states(copies, look)], "layout": layout | {"showlegend": False}}


def _box(at: int, copy: Copy, look: Look) -> list[dict[str, Any]]:
    """Arrows and words of one copy."""
    return [
        _arrow((at, -0.5), (at, 0), look),
        _word("W", (at + 0.22, -0.25), NETS["rnn"], look),
        _word(copy.token.strip() or "␣", (at, -0.65), INK, look),
        _arrow((at, 1), (at, 1.45), look),
        _word(f"h<sub>{at + 1}</sub>", (at, 1.6), INK, look),
    ]


def _chain(copies: int, look: Look) -> list[dict[str, Any]]:
    """From each copy to the next, through U; the first has nothing to read."""
    from_zero = [_word("0", (-0.85, 0.5), INK, look), _arrow((-0.75, 0.5), (-HALF, 0.5), look)]
    arrows = [_arrow((at - 1 + HALF, 0.5), (at - HALF, 0.5), look) for at in range(1, copies)]
    return [*from_zero, *arrows, *(_word("U", (at - 0.5, 0.6), NETS["rnn"], look) for at in range(copies))]


def _loop(look: Look) -> list[dict[str, Any]]:
    """From the one box back into itself, through U."""
    path = f"M {HALF},0.75 L {LOOP},0.75 L {LOOP},0.25 L {HALF},0.25"
    line = {"color": look.colour(FAINT), "width": 2}
    return [
        {"type": "path", "path": path, "line": line},
        _arrow((LOOP, 0.25), (HALF, 0.25), look),
        _word("U", (LOOP + 0.1, 0.5), NETS["rnn"], look),
    ]


def _outline(at: int, look: Look) -> dict[str, Any]:
    line = {"color": look.colour(LINE), "width": 2}
    return {
        "type": "rect",
        "x0": at - HALF,
        "x1": at + HALF,
        "y0": 0,
        "y1": 1,
        "line": line,
        "layer": "below",
    }


def _states(copies: Sequence[Copy], look: Look) -> dict[str, Any]:
    """A dot a unit, from the top of its box down."""
    dots = [
        (at, 1 - (unit + 0.5) / len(copy.hidden), value, unit)
        for at, copy in enumerate(copies)
        for unit, value in enumerate(copy.hidden)
    ]
    marker = {"symbol": "square", "size": 15, "cmin": -1, "cmax": 1, "colorscale": look.scale("state")}
    says = _("h of unit {unit} = <b>{value:.3f}</b>")
    edge = {"width": 1, "color": look.colour(PAPER)}
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [x for x, _y, _value, _unit in dots],
        "y": [y for _x, y, _value, _unit in dots],
        "marker": marker | {"color": [value for _x, _y, value, _unit in dots], "line": edge},
        "text": [says.format(unit=unit, value=value) for _x, _y, value, unit in dots],
        "hovertemplate": "%{text}<extra></extra>",
    }


def _arrow(tail: Place, head: Place, look: Look) -> dict[str, Any]:
    place = {"x": head[0], "y": head[1], "ax": tail[0], "ay": tail[1]}
    refs = {"xref": "x", "yref": "y", "axref": "x", "ayref": "y"}
    drawn = {"showarrow": True, "arrowhead": 2, "arrowwidth": 2, "arrowcolor": look.colour(FAINT), "text": ""}
    return place | refs | drawn


def _word(text: str, at: Place, accent: Accent, look: Look) -> dict[str, Any]:
    font = {"size": 16, "color": look.colour(accent)}
    return {"x": at[0], "y": at[1], "text": text, "showarrow": False, "font": font}
