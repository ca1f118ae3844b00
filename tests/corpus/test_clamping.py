"""What holding a row does is what an edited run of each document does, at the steps where it is held."""

import numpy as np
import pytest
import torch
from torch import nn

import lstmviz
from lstmviz.corpus import Row, clamped
from tests.corpus.made import documents

READ = documents(6, 6, 9)
HELD = [np.arange(6) > 3, np.arange(6) == 1, np.zeros(9, bool)]
ROWS = {Row("l1", "hidden", 2): 3.0, Row("l0", "hidden", 0): -0.5}


def predictor(width, answers):
    readout = nn.Linear(width, answers)
    return lambda hidden: readout(hidden).softmax(-1) if answers > 1 else readout(hidden)


def alone(module, predict, row, value):
    """How far the predictions move, and whether they change: of each document run whole, with one edit."""
    moved, changed = [], []
    layers = [layer.name for layer in lstmviz.trace(module, READ[0]).layers]
    for read, held in zip(READ[:2], HELD, strict=False):
        steps = held.nonzero()[0].tolist()
        edit = lstmviz.Edit(row.quantity, value, layer=layers.index(row.layer), units=[row.unit], steps=steps)
        runs = [lstmviz.trace(module, read, edits=edits).output for edits in ([], [edit])]
        before, after = (predict(run)[steps].detach() for run in runs)
        moved += ((after - before).abs().sum(-1) / (1 if before.shape[-1] == 1 else 2)).tolist()
        changed += (after.argmax(-1) != before.argmax(-1)).tolist()
    return moved, changed


@pytest.mark.parametrize("batch_first", [False, True])
@pytest.mark.parametrize("answers", [3, 1])
@pytest.mark.parametrize("kind", [nn.LSTM, nn.GRU])
@pytest.mark.parametrize("both_ways", [False, True])
def test_it_is_the_mean_over_the_steps_where_each_row_is_held_alone(kind, both_ways, answers, batch_first):
    torch.manual_seed(0)
    module = kind(3, 4, num_layers=2, batch_first=batch_first, bidirectional=both_ways)
    predict = predictor(8 if both_ways else 4, answers)
    found = clamped(module, predict, READ, HELD, ROWS)
    for row, value in ROWS.items():
        moved, changed = alone(module, predict, row, value)
        assert (found[row].value, found[row].steps) == (value, 3)
        assert found[row].moved == pytest.approx(np.mean(moved), abs=1e-6)
        assert found[row].moved > 0
        if answers > 1:
            assert found[row].changed == pytest.approx(np.mean(changed))
        else:
            assert np.isnan(found[row].changed)


def test_where_nothing_is_held_nothing_moves():
    found = clamped(nn.GRU(3, 4), predictor(4, 2), READ, [~held & False for held in HELD], ROWS)
    assert [(one.steps, one.moved, one.changed) for one in found.values()] == [(0, 0, 0)] * 2
