"""Runs: every training that the zoo's numbers come from, a line each; none that is there is trained again."""

import json
import math
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import torch

from lstmviz.learn.recipe import Recipe, build
from lstmviz.learn.tasks import TASKS
from lstmviz.learn.training import evaluate, train
from lstmviz.nets.sequence import SequenceNet
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
    seconds: float
    torch: str
    processor: str


Key = tuple[Recipe, int]
"""A recipe and a seed: what decides a run of a task."""

Known = dict[Key, Run]
"""The runs of a task so far."""


def train_one(task_name: str, recipe: Recipe, seed: int) -> tuple[SequenceNet, Run]:
    """Train a net from a seed and score it, on one thread."""
    torch.set_num_threads(1)
    task = TASKS[task_name]
    net = build(task, recipe, seed)
    *_, end = train(net, task, recipe, seed)
    test_seed = TUNING_TEST_SEED if seed in TUNING_SEEDS else TEST_SEED
    score = evaluate(net, task, test_seed, TEST_SEQUENCES)
    run = Run(
        recipe,
        seed,
        round(score.sequences, 6),
        round(score.steps, 6),
        float(f"{score.loss:.4g}") if math.isfinite(score.loss) else None,
        end.diverged,
        round(end.seconds, 2),
        torch.__version__,
        processor_name(),
    )
    return net, run


def run_of(task_name: str, key: Key) -> Run:
    """What a training came to, without its net: a job for another process."""
    return train_one(task_name, *key)[1]


def read_runs(folder: Path) -> Known:
    """The runs in a task's folder; a line that was cut off counts as not run."""
    try:
        lines = (folder / FILE).read_text(encoding="utf-8").splitlines()
    except FileNotFoundError:
        lines = []
    runs = [run for line in lines if (run := _parsed(line))]
    return {(run.recipe, run.seed): run for run in runs}


def add_run(folder: Path, run: Run) -> None:
    """Write a run down, on a line that it begins itself: one that was cut off before spoils no other."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / FILE).open("a", encoding="utf-8") as file:
        file.write("\n" + json.dumps(asdict(run), ensure_ascii=False))


def missing(recipes: Iterable[Recipe], seeds: Iterable[int], known: Known) -> list[Key]:
    """What of these is not run yet."""
    seeds = tuple(seeds)
    return [(recipe, seed) for recipe in recipes for seed in seeds if (recipe, seed) not in known]


def _parsed(line: str) -> Run | None:
    try:
        words: dict[str, Any] = json.loads(line)
        return Run(**{**words, "recipe": Recipe(**words["recipe"])})
    except (TypeError, KeyError, ValueError):
        return None
