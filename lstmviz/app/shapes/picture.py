"""The layer unrolled: a box a step for every layer and direction, and where h_n and c_n come from."""

from lstmviz.app.shapes.view import ShapesView
from lstmviz.languages import gettext as _

WIDE, HIGH, GAP, LEFT = 64, 34, 14, 150


def drawing(view: ShapesView) -> str:
    """SVG: time to the right, layers upwards; filled: the last step of each direction."""
    rows = [
        (layer, way) for layer in reversed(range(view.layers)) for way in reversed(range(view.directions))
    ]
    width = LEFT + view.steps * (WIDE + GAP) + 20
    height = len(rows) * (HIGH + GAP) + 2 * (HIGH + GAP)
    parts = [_outputs(view)]
    for row, (layer, way) in enumerate(rows, 1):
        parts.append(_row(view, layer, way, row * (HIGH + GAP)))
    parts.append(_inputs(view, (len(rows) + 1) * (HIGH + GAP)))
    label = _("unrolled; layers: {layers}, directions: {directions}, steps: {steps}").format(
        layers=view.layers, directions=view.directions, steps=view.steps
    )
    return (
        f'<svg class="unrolled-layer" role="img" aria-label="{label}" viewBox="0 0 {width} {height}" '
        f'style="max-width: {width}px">{"".join(parts)}</svg>'
    )


def _x(step: int) -> int:
    return LEFT + step * (WIDE + GAP)


def _box(x: int, y: int, text: str, kind: str) -> str:
    return (
        f'<g class="{kind}"><rect x="{x}" y="{y}" width="{WIDE}" height="{HIGH}" rx="6"/>'
        f'<text x="{x + WIDE / 2}" y="{y + HIGH / 2 + 5}" text-anchor="middle">{text}</text></g>'
    )


def _name(y: int, text: str) -> str:
    return f'<text x="{LEFT - 16}" y="{y + HIGH / 2 + 5}" text-anchor="end">{text}</text>'


def _row(view: ShapesView, layer: int, way: int, y: int) -> str:
    last = 0 if way else view.steps - 1
    number = layer * view.directions + way
    boxes = [
        _box(_x(step), y, f"h_n[{number}]" if step == last else "h, c", "last" if step == last else "step")
        for step in range(view.steps)
    ]
    arrows = [_arrow(_x(step) + WIDE, y + HIGH // 2, way) for step in range(view.steps - 1)]
    towards = "←" if way else "→"
    return _name(y, _("layer {layer}").format(layer=layer) + f" {towards}") + "".join(boxes + arrows)


def _arrow(x: int, y: int, way: int) -> str:
    start, end, tip = (x + GAP, x + 1, 5) if way else (x, x + GAP - 1, -5)
    return f'<path d="M{start} {y}H{end}l{tip} -4m{-tip} 4l{tip} 4"/>'


def _outputs(view: ShapesView) -> str:
    boxes = [_box(_x(step), 0, f"out {step + 1}", "output") for step in range(view.steps)]
    return _name(0, "output") + "".join(boxes)


def _inputs(view: ShapesView, y: int) -> str:
    boxes = [_box(_x(step), y, f"x {step + 1}", "input") for step in range(view.steps)]
    return _name(y, "x") + "".join(boxes)
