"""A layer's weights as a heatmap by gate block, each cell of which can be picked."""

from collections.abc import Sequence

import numpy as np

from lstmviz.draw.charts import SIZE, Picture
from lstmviz.draw.colours import FAINT, INK, LINE
from lstmviz.draw.figures import Figure, Look
from lstmviz.draw.scene import Array

HEIGHT = 320  # px


def weight_picture(
    name: str, weights: Array, blocks: Sequence[str], picked: tuple[int, int], look: Look
) -> Picture:
    """A weight or bias of a layer, (blocks * H, columns), as it is stored; a frame around the one picked.

    blocks: the symbol of what each H rows are for, from the top.
    """
    rows, columns = weights.shape
    limit = float(np.abs(weights).max()) or 1.0
    heatmap = {
        "type": "heatmap",
        "z": weights.tolist(),
        "zmin": -limit,
        "zmax": limit,
        "colorscale": look.scale("state"),
        "colorbar": {"thickness": 10, "tickvals": [0], "ticktext": [f"±{limit:.2g}"], "outlinewidth": 0},
        "hovertemplate": f"{name}[%{{y}}, %{{x}}] = <b>%{{z:.4f}}</b><extra></extra>",
    }
    alt = f"Heatmap of {name}: {rows} rows in blocks, for {', '.join(blocks)}. The fields above pick too."
    return Picture({"data": [heatmap], "layout": _layout(rows, columns, blocks, picked, look)}, alt, HEIGHT)


def _layout(rows: int, columns: int, blocks: Sequence[str], picked: tuple[int, int], look: Look) -> Figure:
    units = rows // len(blocks)
    row, column = picked
    frame = {"x0": column - 0.5, "x1": column + 0.5, "y0": row - 0.5, "y1": row + 0.5}
    borders = [
        {
            "type": "line",
            "x0": -0.5,
            "x1": columns - 0.5,
            "y0": block * units - 0.5,
            "y1": block * units - 0.5,
        }
        | {"line": {"color": look.colour(LINE), "width": 2}}
        for block in range(1, len(blocks))
    ]
    return {
        "margin": {"l": 60, "r": 10, "t": 6, "b": 24},
        "dragmode": False,
        "showlegend": False,
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "font": {"color": look.colour(INK), "size": SIZE},
        "xaxis": {
            "fixedrange": True,
            "showgrid": False,
            "tickfont": {"color": look.colour(FAINT)},
            "dtick": 1,
        },
        "yaxis": {
            "fixedrange": True,
            "showgrid": False,
            "range": [rows - 0.5, -0.5],
            "tickvals": [(block + 0.5) * units - 0.5 for block in range(len(blocks))],
            "ticktext": [f"<b>{symbol}</b>" for symbol in blocks],
            "tickfont": {"size": 16},
        },
        "shapes": [*borders, {"type": "rect", **frame, "line": {"color": look.colour(INK), "width": 2.5}}],
    }
