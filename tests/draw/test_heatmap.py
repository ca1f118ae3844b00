"""heatmap(): one quantity of a layer as a figure."""

import numpy as np
import pytest
import torch
from torch.nn.utils.rnn import pack_sequence

import lstmviz
from lstmviz import InputError
from lstmviz.draw.colours import PALETTES
from lstmviz.nets.cells import CELLS
from tests.conftest import numbers


@pytest.mark.parametrize("cell", CELLS)
def test_every_quantity_of_every_cell(traced, cell):
    (layer,) = traced(cell).layers
    for name, values in layer.quantities.items():
        figure = lstmviz.heatmap(layer, name)
        (drawn,) = figure.data
        assert np.array_equal(drawn.z, values[:, 0].T)
        assert drawn.zmin <= values.min()
        assert drawn.zmax >= values.max()
        assert (drawn.x0, drawn.dx) == (1, 1)  # steps count from 1
        assert figure.layout.title.text.endswith(
            next(q.title for q in CELLS[cell].quantities if q.name == name)
        )


def test_colours_are_the_palettes_in_either_theme(traced):
    (layer,) = traced("lstm").layers
    for theme in ("light", "dark"):
        (drawn,) = lstmviz.heatmap(layer, "cell", palette="viridis", theme=theme).data
        assert [tuple(stop) for stop in drawn.colorscale] == PALETTES["viridis"].scale("state", theme)


def test_a_shorter_sequence_of_a_batch_has_its_own_steps():
    x = pack_sequence([numbers(5, 3), numbers(3, 3)])
    (layer,) = lstmviz.trace(torch.nn.GRU(3, 4), x).layers
    (drawn,) = lstmviz.heatmap(layer, "hidden", row=1).data
    assert np.array_equal(drawn.z, layer.hidden[:3, 1].T)


@pytest.mark.parametrize(
    ("options", "named"),
    [
        ({"quantity": "reset_gate"}, "no 'reset_gate'; choose one of forget_gate"),
        ({"quantity": "cell", "row": 1}, "no row 1 in a batch of 1"),
        ({"quantity": "cell", "palette": "pink"}, "no palette 'pink'"),
    ],
)
def test_what_there_is_not_is_named(traced, options, named):
    with pytest.raises(InputError, match=named):
        lstmviz.heatmap(traced("lstm").layers[0], **options)
