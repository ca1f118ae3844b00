"""session(): the work of a training job. All its runs advance together, and each can be broken off.

A checkpoint is on the disk before its record is told, so whoever has read the record can rely on it.
"""

import math
from collections.abc import Iterator
from heapq import merge
from pathlib import Path
from typing import Any

from lstmviz.learn.recipe import build
from lstmviz.learn.sessions.checkpoint_files import newest_checkpoint, write_checkpoint
from lstmviz.learn.sessions.plan import Plan
from lstmviz.learn.tasks import TASKS
from lstmviz.learn.training import Progress, evaluate, train

Record = dict[str, Any]
"""What a run tells, as JSON has it; a number that is not finite is None."""

TEST_SEED, TEST_SEQUENCES = 1001, 500  # of the data that a run is scored on at its end


def session(plan: Plan, folder: Path) -> Iterator[Record]:
    """Train both nets from every seed, and go on from the folder's checkpoints where there are any.

    Yields net (0, 1), seed, step, loss, score, gradient (its norm), seconds, and whether a checkpoint
    was kept; at the end of each run net, seed, step, whether it diverged, and `test`, what it scored.

    `share`, above 0 to 1, is what is done of the whole. It is decided by step, net and seed alone, and
    records come in its order: so a session that goes on can tell which of them were told before.
    """
    pairs = [(net, seed) for seed in plan.all_seeds for net in (0, 1)]
    runs = [run(plan, net, seed, folder) for net, seed in pairs]
    placed = [_placed(records, position, len(pairs), plan.steps) for position, records in enumerate(runs)]
    yield from merge(*placed, key=lambda record: float(record["share"]))


def run(plan: Plan, net: int, seed: int, folder: Path) -> Iterator[Record]:
    """One net from one seed: its reports, then its test."""
    task, recipe = TASKS[plan.task].of_length(plan.length), plan.recipes[net]
    learner = build(task, recipe, seed)
    for progress in train(learner, task, recipe, seed, newest_checkpoint(folder, plan, net, seed)):
        if progress.checkpoint:
            write_checkpoint(folder, plan, net, seed, progress.checkpoint)
        yield {"net": net, "seed": seed, "step": progress.step} | _numbers(progress)
    score = evaluate(learner, task, TEST_SEED, TEST_SEQUENCES)
    test = {name: _finite(number) for name, number in score._asdict().items()}
    yield {"net": net, "seed": seed, "step": progress.step, "diverged": progress.diverged, "test": test}


def _placed(records: Iterator[Record], position: int, runs: int, steps: int) -> Iterator[Record]:
    """The records of one run with their share: step by step all runs' reports, then the tests due there."""
    for record in records:
        turn = position + 1 + (runs if "test" in record else 0)
        yield record | {"share": (record["step"] + turn / (2 * runs)) / (steps + 1)}


def _numbers(progress: Progress) -> Record:
    return {
        "loss": _finite(progress.loss),
        "score": progress.score,
        "gradient": _finite(progress.gradient_norm),
        "seconds": progress.seconds,
        "checkpoint": progress.checkpoint is not None,
    }


def _finite(number: float) -> float | None:
    return number if math.isfinite(number) else None
