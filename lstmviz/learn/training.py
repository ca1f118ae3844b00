"""train(): a net learns a task; evaluate(): what it is worth on fresh data."""

import math
from collections.abc import Iterator
from time import perf_counter
from typing import NamedTuple

import torch
from torch import nn

from lstmviz.learn.budget import milliseconds_a_step
from lstmviz.learn.checkpoint import Checkpoint, take
from lstmviz.learn.recipe import Recipe, random_stream
from lstmviz.learn.settings import OPTIMIZERS
from lstmviz.learn.tasks.task import Task

CHECKPOINTS = 40
REPORTS = 100  # at least, where a run has so many steps
MOST_BETWEEN_REPORTS = 50  # steps
REPORT_MILLISECONDS = 200  # about, where steps are slow


class Progress(NamedTuple):
    """Where a training run stands: what its weights are worth on a batch that they have not seen."""

    step: int  # updates made, 0 to recipe.steps
    loss: float  # not finite where the run diverged
    score: float  # Task.score of the same answers
    gradient_norm: float  # of the loss, before it is clipped
    seconds: float  # of computing so far
    checkpoint: Checkpoint | None  # where one is due, and where the run ends

    @property
    def diverged(self) -> bool:
        """Whether loss or gradient overflowed. The run ends there, with the weights from before."""
        return not math.isfinite(self.loss + self.gradient_norm)


class Score(NamedTuple):
    """Shares of right answers, 0 to 1."""

    sequences: float  # right at every step asked
    steps: float  # of the steps asked
    loss: float


def checkpoint_steps(steps: int) -> list[int]:
    """When checkpoints are due: about CHECKPOINTS of them, dense at the start, where gates form."""
    last = CHECKPOINTS - 1
    return sorted({steps * k * k // last**2 for k in range(CHECKPOINTS)})


def report_every(task: Task, recipe: Recipe) -> int:
    """After how many steps a run reports again; counted, not timed, so that every run reports alike."""
    in_time = int(REPORT_MILLISECONDS / milliseconds_a_step(task, recipe))
    return max(1, min(recipe.steps // REPORTS, in_time, MOST_BETWEEN_REPORTS))


def train(
    net: nn.Module, task: Task, recipe: Recipe, seed: int, resume: Checkpoint | None = None
) -> Iterator[Progress]:
    """Train the net in place, for recipe.steps or until it diverges.

    It reports before its first update, then every `report_every` steps, at every checkpoint and at
    its end. The same net, recipe and seed give the same weights to the last bit on the same machine
    and number of torch threads, whatever runs beside, and whether it ran through or went on from a
    checkpoint. Stop early by ending the iteration.
    """
    task = task.of_length(recipe.length)
    generator = random_stream(seed, "training data")
    optimizer = OPTIMIZERS[recipe.optimizer](net.parameters(), lr=recipe.learning_rate)
    step, seconds = 0, 0.0
    if resume:
        resume.restore(net, optimizer, generator)
        step, seconds = resume.step, resume.seconds
    every, due = report_every(task, recipe), set(checkpoint_steps(recipe.steps))
    started = perf_counter()
    while True:
        before_batch = generator.get_state()
        inputs = task.sample(recipe.batch, generator)
        labels = task.label(inputs)
        said = net(inputs)
        loss = task.loss(said, labels)
        optimizer.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]
        norm = nn.utils.clip_grad_norm_(net.parameters(), recipe.clip)
        ended = step == recipe.steps or not math.isfinite(loss.item() + norm.item())
        if ended or step % every == 0 or step in due:
            seconds += perf_counter() - started
            checkpoint = take(step, seconds, net, optimizer, before_batch) if ended or step in due else None
            yield Progress(step, loss.item(), task.score(said, labels), norm.item(), seconds, checkpoint)
            started = perf_counter()
        if ended:
            return
        optimizer.step()
        step += 1


@torch.no_grad()
def evaluate(net: nn.Module, task: Task, seed: int, batch: int) -> Score:
    """Score the net on `batch` fresh sequences, drawn from the seed's test data."""
    inputs = task.sample(batch, random_stream(seed, "test data"))
    labels, said = task.label(inputs), net(inputs)
    return Score(task.score(said, labels), task.step_score(said, labels), task.loss(said, labels).item())
