"""train(): a net learns a task; evaluate(): what it is worth on fresh data."""

from collections.abc import Iterator
from time import perf_counter
from typing import NamedTuple

import torch
from torch import nn

from lstmviz.learn.recipe import Recipe, random_stream
from lstmviz.learn.tasks.task import Task

REPORT_EVERY = 50  # steps


class Progress(NamedTuple):
    """Where a training run stands."""

    step: int  # 1 to recipe.steps
    loss: float  # of this step's batch, before its update; every batch is fresh
    score: float  # Task.score of the same answers
    seconds: float  # since the first step


class Score(NamedTuple):
    """Shares of right answers, 0 to 1."""

    sequences: float  # right at every step asked
    steps: float  # of the steps asked
    loss: float


def train(net: nn.Module, task: Task, recipe: Recipe, seed: int) -> Iterator[Progress]:
    """Train the net in place, for exactly recipe.steps; yields every REPORT_EVERY steps and at the end.

    The same net, recipe and seed give the same weights to the last bit on the same machine and
    number of torch threads, whatever runs beside. Stop early by ending the iteration.
    """
    generator = random_stream(seed, "training data")
    optimizer = torch.optim.Adam(net.parameters(), lr=recipe.learning_rate)
    started = perf_counter()
    for step in range(1, recipe.steps + 1):
        inputs = task.sample(recipe.batch, generator)
        labels = task.label(inputs)
        said = net(inputs)
        loss = task.loss(said, labels)
        optimizer.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]
        nn.utils.clip_grad_norm_(net.parameters(), recipe.clip)
        optimizer.step()
        if step % REPORT_EVERY == 0 or step == recipe.steps:
            yield Progress(step, loss.item(), task.score(said, labels), perf_counter() - started)


@torch.no_grad()
def evaluate(net: nn.Module, task: Task, seed: int, batch: int) -> Score:
    """Score the net on `batch` fresh sequences, drawn from the seed's test data."""
    inputs = task.sample(batch, random_stream(seed, "test data"))
    labels, said = task.label(inputs), net(inputs)
    return Score(task.score(said, labels), task.step_score(said, labels), task.loss(said, labels).item())
