"""A layer's weights as a heatmap by gate block, each cell of which can be picked."""

import numpy as np

from lstmviz.draw.charts import SIZE, Picture
from lstmviz.draw.figures import Figure, Look
from lstmviz.draw.quantities import FAINT, INK, LINE, quantities_of
from lstmviz.draw.scene import Array
from lstmviz.nets.cells import CELLS

HEIGHT = 320  # px
BLOCKS = CELLS["lstm"].blocks


def weight_picture(name: str, weights: Array, picked: tuple[int, int], look: Look) -> Picture:
    """W_ih, W_hh or a bias of an LSTM, (4 H, columns), in PyTorch's order; a frame around the one picked."""
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
    alt = f"Heatmap of {name}: {rows} rows in blocks, for the gates i, f, g, o. The fields above pick too."
    return Picture({"data": [heatmap], "layout": _layout(rows, columns, picked, look)}, alt, HEIGHT)


def _layout(rows: int, columns: int, picked: tuple[int, int], look: Look) -> Figure:
    units = rows // len(BLOCKS)
    accents = {line.name: line for line in quantities_of("lstm")}
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
        for block in range(1, len(BLOCKS))
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
            "tickvals": [(block + 0.5) * units - 0.5 for block in range(len(BLOCKS))],
            "ticktext": [f"<b>{accents[name].symbol}</b>" for name in BLOCKS],
            "tickfont": {"size": 16},
        },
        "shapes": [*borders, {"type": "rect", **frame, "line": {"color": look.colour(INK), "width": 2.5}}],
    }
