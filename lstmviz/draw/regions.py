"""Points of two classes in the plane, and what a classifier makes of the plane around them."""

from collections.abc import Sequence
from typing import Any

from lstmviz.draw.charts import Axis, frame
from lstmviz.draw.colours import CLASSES, FAINT, INK, PAPER
from lstmviz.draw.figures import Figure, Look
from lstmviz.languages import gettext as _

Point = tuple[float, float, str]  # x, y and class, "a" or "b"
Segment = tuple[tuple[float, float], tuple[float, float]]  # from, to
SYMBOLS = {"a": "circle", "b": "x"}


def regions(
    values: Sequence[Sequence[float]],
    points: Sequence[Point],
    span: tuple[float, float],
    look: Look,
    lines: Sequence[Segment] = (),
    caption: str = "",
) -> Figure:
    """The plane from span[0] to span[1] both ways, with the points in it.

    values: rows from the bottom up, evenly over the plane, 1 surely class a to −1 surely class b; or none.
    lines: where a classifier draws the line, the newest last; those before it are faint.
    """
    plane = [_plane(values, span, look)] if values else []
    earlier = _segments(
        lines[:-1], {"color": look.colour(FAINT), "width": 1, "dash": "dot"}, _("lines before")
    )
    newest = _segments(lines[-1:], {"color": look.colour(INK), "width": 3}, _("the line"))
    dots = [_dots(points, kind, look) for kind in CLASSES]
    return {
        "data": [*plane, *earlier, *newest, *dots],
        "layout": frame(Axis(caption, span=span), Axis("", span=span), look),
    }


def _plane(values: Sequence[Sequence[float]], span: tuple[float, float], look: Look) -> dict[str, Any]:
    step = (span[1] - span[0]) / (len(values) - 1)
    return {
        "type": "heatmap",
        "name": "the plane",
        "z": values,
        "x0": span[0],
        "y0": span[0],
        "dx": step,
        "dy": step,
        "zmin": -1,
        "zmax": 1,
        "colorscale": look.scale("state"),
        "opacity": 0.6,  # the points are to stand out
        "showscale": False,
        "hoverinfo": "skip",
    }


def _segments(lines: Sequence[Segment], line: dict[str, Any], name: str) -> list[dict[str, Any]]:
    """One trace for all of them, with a gap after each; none where there are no lines."""
    ends = [end for one in lines for end in (*one, (None, None))]
    x, y = [end[0] for end in ends], [end[1] for end in ends]
    drawn = {"type": "scatter", "mode": "lines", "name": name, "x": x, "y": y, "line": line}
    return [drawn | {"hoverinfo": "skip"}] if lines else []


def _dots(points: Sequence[Point], kind: str, look: Look) -> dict[str, Any]:
    mine, named = [point for point in points if point[2] == kind], _("class {kind}").format(kind=kind)
    edge = {"width": 1.5, "color": look.colour(PAPER)}
    return {
        "type": "scatter",
        "mode": "markers",
        "name": named,
        "x": [point[0] for point in mine],
        "y": [point[1] for point in mine],
        "marker": {"symbol": SYMBOLS[kind], "size": 13, "color": look.colour(CLASSES[kind]), "line": edge},
        "hovertemplate": f"{named}<br>%{{x}}, %{{y}}<extra></extra>",
    }
