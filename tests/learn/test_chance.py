"""Chance, against rules written out here symbol by symbol."""

import pytest
import torch

from lstmviz.learn.chance import rules
from lstmviz.learn.recipe import random_stream
from lstmviz.learn.tasks import TASKS

BATCH = 300


def test_letters():
    """Recall: the letter flagged last within 20 steps, else the letter that is right most often."""
    task = TASKS["recall"]
    inputs = task.sample(BATCH, random_stream(1001, "test data"))
    letters, flags = inputs[..., :-1].argmax(-1).T.tolist(), (inputs[..., -1] > 0.5).T.tolist()
    asked = right_now = [(k, t) for k in range(BATCH) for t in range(50) if any(flags[k][: t + 1])]

    def flagged_last(k, t, since):
        at = [s for s in range(max(0, since), t + 1) if flags[k][s]]
        return letters[k][at[-1]] if at else None

    truth = {(k, t): flagged_last(k, t, 0) for k, t in right_now}
    common = max(range(4), key=list(truth.values()).count)
    hits = {"always": {}, "short": {}}
    for k, t in asked:
        remembered = flagged_last(k, t, t - 19)
        hits["always"][k, t] = truth[k, t] == common
        hits["short"][k, t] = truth[k, t] == (common if remembered is None else remembered)
    for rule, right in zip(rules(task, 1001, BATCH), hits.values(), strict=True):
        whole = [all(right[k, t] for t in range(50) if (k, t) in right) for k in range(BATCH)]
        assert rule.sequences == pytest.approx(sum(whole) / BATCH, abs=1e-4)
        assert rule.steps == pytest.approx(sum(right.values()) / len(asked), abs=1e-4)


def test_numbers():
    """Adding: the mean of all sums, since the last 20 steps hold one mark at most."""
    constant, short = rules(TASKS["adding"], 1001, BATCH)
    labels = TASKS["adding"].label(TASKS["adding"].sample(BATCH, random_stream(1001, "test data")))
    sums = labels.targets[-1]
    near = ((sums - sums.mean()).abs() <= 0.04).double().mean().item()
    assert constant.sequences == pytest.approx(near, abs=1e-4)
    assert short[1:] == constant[1:]


@pytest.mark.parametrize("task", TASKS.values(), ids=TASKS)
def test_no_rule_solves_a_task(task):
    for rule in rules(task, 1001, BATCH):
        assert 0 <= rule.sequences < 0.9
        assert rule.sequences <= rule.steps < 1


def test_a_rule_that_remembers_all_would_be_right(monkeypatch):
    monkeypatch.setattr(type(TASKS["parity"]), "window", 40)
    assert rules(TASKS["parity"], 1001, BATCH)[1][1:] == (1.0, 1.0)
    assert torch.is_grad_enabled()
