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
ROW = Row("l1", "cell", 2)


def predictor(answers):
    readout = nn.Linear(4, answers)
    return lambda hidden: readout(hidden).softmax(-1) if answers > 1 else readout(hidden)


@pytest.mark.parametrize("batch_first", [False, True])
@pytest.mark.parametrize("answers", [3, 1])
def test_it_is_the_mean_over_the_steps_where_it_is_held(answers, batch_first):
    torch.manual_seed(0)
    module, predict = nn.LSTM(3, 4, num_layers=2, batch_first=batch_first), predictor(answers)
    found = clamped(module, predict, READ, HELD, ROW, 3.0)
    moved, changed = [], []
    for read, held in zip(READ[:2], HELD, strict=False):
        steps = held.nonzero()[0].tolist()
        edit = lstmviz.Edit("cell", 3.0, layer=1, units=[2], steps=steps)
        runs = [lstmviz.trace(module, read, edits=edits).output for edits in ([], [edit])]
        before, after = (predict(run)[steps].detach() for run in runs)
        moved += ((after - before).abs().sum(-1) / (2 if answers > 1 else 1)).tolist()
        changed += (after.argmax(-1) != before.argmax(-1)).tolist()
    assert found.steps == 3
    assert found.moved == pytest.approx(np.mean(moved), abs=1e-6)
    assert found.moved > 0
    if answers > 1:
        assert found.changed == pytest.approx(np.mean(changed))
    else:
        assert np.isnan(found.changed)


def test_where_nothing_is_held_nothing_moves():
    found = clamped(nn.GRU(3, 4), predictor(2), READ, [~held & False for held in HELD], ROW, 1.0)
    assert (found.steps, found.moved, found.changed) == (0, 0, 0)
