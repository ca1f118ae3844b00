"""heatmap(): one quantity of a layer as a Plotly figure, to show, style or write as PNG and SVG."""

from typing import TYPE_CHECKING

import numpy as np

from lstmviz.draw.colours import PALETTES, Theme
from lstmviz.draw.figures import Look, value_range
from lstmviz.draw.quantities import quantities_of
from lstmviz.draw.scene import Layer
from lstmviz.errors import InputError

if TYPE_CHECKING:
    from plotly.graph_objects import Figure


def heatmap(
    layer: Layer, quantity: str, row: int = 0, palette: str = "cividis", theme: Theme = "light"
) -> "Figure":
    """A row a unit, a column a step (counted from 1), in the colours and the range of the stepper.

        lstmviz.heatmap(trace.layers[0], "cell").write_image("cell.svg")     # wants kaleido

    Args:
        layer: of a Trace.
        quantity: what its cell computes: "forget_gate", "cell", ...
        row: which sequence of the batch.
        palette: a key of `colours.PALETTES`.
        theme: "light" or "dark".

    Raises:
        InputError: the layer has no such quantity or row, or there is no such palette.
    """
    lines = {line.name: line for line in quantities_of(layer.kind)}
    if quantity not in lines:
        raise InputError(
            "A layer of this kind has no {quantity!r}; choose one of {known}.",
            quantity=quantity,
            known=", ".join(lines),
        )
    if palette not in PALETTES:
        raise InputError(
            "There is no palette {palette!r}; choose one of {known}.",
            palette=palette,
            known=", ".join(PALETTES),
        )
    T, batch = layer.quantities[quantity].shape[:2]
    if not 0 <= row < batch:
        raise InputError(
            "There is no row {row} in a batch of {batch}; rows count from 0.", row=row, batch=batch
        )
    steps = T if layer.lengths is None else int(layer.lengths[row])
    values = np.asarray(layer.quantities[quantity])[:steps, row].T  # (H, T)
    line = lines[quantity]
    scale = Look(palette, theme).scale(line.kind)
    return _figure(values, f"{line.symbol} · {line.title}", value_range(line, values), scale)


def _figure(
    values: np.ndarray, title: str, span: tuple[float, float], scale: list[tuple[float, str]]
) -> "Figure":
    from plotly.graph_objects import Figure, Heatmap  # heavy, and only wanted here

    drawn = Heatmap(z=values, x0=1, dx=1, zmin=span[0], zmax=span[1], colorscale=scale)
    figure = Figure(drawn)
    figure.update_layout(title=title, xaxis_title="step", yaxis_title="unit")
    figure.update_yaxes(autorange="reversed", dtick=max(1, len(values) // 16))
    return figure
