"""The nets of "How far back": where their weights start, and how they are trained."""

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from torch import nn

from lstmviz.claims.claim import Row
from lstmviz.languages import N_
from lstmviz.learn.recipe import Recipe, build, equal_hidden
from lstmviz.learn.stacked_training import train_stack
from lstmviz.learn.tasks.distant_recall import DistantRecall
from lstmviz.learn.tasks.task import Task
from lstmviz.learn.training import evaluate, train

TESTED = 256  # fresh sequences
SOLVED = 0.9  # share of them recalled; chance is 0.25
BATCH, CLIP = 32, 1.0


class StartingPoint(NamedTuple):
    """A cell, where its weights start, and the rate it learns with best."""

    cell: str
    init: str  # T stands for the distance
    learning_rate: float


# The best of 0.003, 0.01 and 0.03: 600 updates at distances 10, 30 and 100, on the seeds 100, 101 and 102.
# The ReLU RNN's is the best of these, 0.001 and 0.0003, as 0.003 was the least and the best of the three.
STARTS = {
    N_("tanh RNN, default"): StartingPoint("rnn", "default", 1e-2),
    N_("tanh RNN, orthogonal"): StartingPoint("rnn", "orthogonal", 1e-2),
    N_("ReLU RNN, identity"): StartingPoint("relu-rnn", "identity", 1e-3),
    N_("LSTM, forget bias 0"): StartingPoint("lstm", "forget-bias-0", 1e-2),
    N_("LSTM, forget bias 1"): StartingPoint("lstm", "forget-bias-1", 1e-2),
    N_("LSTM, forget bias 5"): StartingPoint("lstm", "forget-bias-5", 3e-3),
    N_("LSTM, chrono, forget gate only"): StartingPoint("lstm", "chrono-forget-T", 1e-2),
    N_("LSTM, chrono"): StartingPoint("lstm", "chrono-T", 1e-2),
}


def run(net: str, distance: int, seed: int, updates: int, units: int) -> Row:
    """Train until a batch and then TESTED sequences more are recalled, or until the budget is spent."""
    task = DistantRecall(distance + 1)
    recipe = _recipe(task, net, distance, updates, units)
    module, spent = build(task, recipe, seed), 0
    for progress in train(module, task, recipe, seed):
        spent = progress.step
        if progress.score >= SOLVED and _tested(module, task, seed) >= SOLVED:
            break
    return {"hidden": recipe.hidden, "updates": spent, "score": _tested(module, task, seed)}


def all_seeds(net: str, distance: int, updates: int, units: int, seeds: Sequence[int]) -> list[float]:
    """What each seed recalls after all the updates; they are trained side by side."""
    task = DistantRecall(distance + 1)
    recipe = _recipe(task, net, distance, updates, units)
    trained = train_stack(task, [(recipe, seed) for seed in seeds])
    return [_tested(one.net, task, seed) for seed, one in zip(seeds, trained, strict=True)]


def _recipe(task: Task, net: str, distance: int, updates: int, units: int) -> Recipe:
    """Of as many parameters as an LSTM of so many units."""
    start = STARTS[net]
    lstm = Recipe("lstm", units, "default", start.learning_rate, BATCH, updates, CLIP)
    hidden, init = equal_hidden(task, lstm, start.cell), start.init.replace("T", str(distance))
    return replace(lstm, cell=start.cell, hidden=hidden, init=init)


def _tested(module: nn.Module, task: Task, seed: int) -> float:
    """Share of fresh sequences recalled."""
    return round(evaluate(module, task, seed, TESTED).sequences, 4)
