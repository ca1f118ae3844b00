"""Runs: every training that the zoo's numbers come from, a line each; none that is there is trained again."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from time import perf_counter
from typing import Any

import torch

from lstmviz.learn.recipe import Recipe, build
from lstmviz.learn.stacked_training import train_stack
from lstmviz.learn.tasks import TASKS, Task
from lstmviz.learn.training import evaluate, train
from lstmviz.nets.sequence import SequenceNet
from lstmviz.storage.files import append_line, read_lines
from lstmviz.storage.stored import processor_name

TUNING_SEEDS = range(100, 105)
SEEDS = range(30)  # of the scores: never seen in tuning
TUNING_TEST_SEED, TEST_SEED, TEST_SEQUENCES = 1000, 1001, 1000
FILE = "runs.jsonl"


@dataclass(frozen=True)
class Run:
    """What one training from one seed came to, on sequences that it has not seen."""

    recipe: Recipe
    seed: int
    sequences: float  # share of sequences right at every step asked
    steps: float  # share of the steps asked
    loss: float | None  # None where it is not finite
    diverged: bool  # its loss or gradient overflowed; it is scored with the weights from before
    seconds: float  # of one core; of a stack, its share
    torch: str
    processor: str
    stack: int = 1  # nets that were trained as one program, see `train_stack`; 1: by itself, by `train`


Key = tuple[Recipe, int]
"""A recipe and a seed: what decides a run of a task."""

Known = dict[Key, Run]
"""The runs of a task so far."""


def train_one(task_name: str, recipe: Recipe, seed: int) -> tuple[SequenceNet, Run]:
    """Train a net from a seed by itself and score it, on one thread: to the same bits every time."""
    torch.set_num_threads(1)
    task = TASKS[task_name]
    net = build(task, recipe, seed)
    *_, end = train(net, task, recipe, seed)
    return net, _scored(task, (recipe, seed), net, end.diverged, end.seconds, stack=1)


def run_stack(task_name: str, keys: Sequence[Key]) -> list[Run]:
    """What trainings as one stack came to, without their nets: a job for another process, on one thread."""
    torch.set_num_threads(1)
    task, started = TASKS[task_name], perf_counter()
    trained = train_stack(task, keys)
    share, stack = (perf_counter() - started) / len(keys), len(keys)
    return [
        _scored(task, key, one.net, one.diverged, share, stack)
        for key, one in zip(keys, trained, strict=True)
    ]


def _scored(task: Task, key: Key, net: SequenceNet, diverged: bool, seconds: float, stack: int) -> Run:
    recipe, seed = key
    test_seed = TUNING_TEST_SEED if seed in TUNING_SEEDS else TEST_SEED
    score = evaluate(net, task, test_seed, TEST_SEQUENCES)
    return Run(
        recipe,
        seed,
        round(score.sequences, 6),
        round(score.steps, 6),
        float(f"{score.loss:.4g}") if math.isfinite(score.loss) else None,
        diverged,
        round(seconds, 2),
        torch.__version__,
        processor_name(),
        stack,
    )


def read_runs(folder: Path) -> Known:
    """The runs in a task's folder; a line that was cut off counts as not run."""
    runs = [run for words in read_lines(folder / FILE) if (run := _parsed(words))]
    return {(run.recipe, run.seed): run for run in runs}


def add_run(folder: Path, run: Run) -> None:
    """Write a run down."""
    folder.mkdir(parents=True, exist_ok=True)
    append_line(folder / FILE, asdict(run))


def missing(recipes: Iterable[Recipe], seeds: Iterable[int], known: Known) -> list[Key]:
    """What of these is not run yet."""
    seeds = tuple(seeds)
    return [(recipe, seed) for recipe in recipes for seed in seeds if (recipe, seed) not in known]


def _parsed(words: dict[str, Any]) -> Run | None:
    try:
        return Run(**{**words, "recipe": Recipe(**words["recipe"])})
    except (TypeError, KeyError, ValueError):
        return None
