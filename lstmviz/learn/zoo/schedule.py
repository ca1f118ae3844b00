"""Schedule: which trainings a net still needs, given those there are; first tuning, then scores.

The same for every net. Every recipe of its grid is tried from SCREENING_SEEDS; the better half from all
TUNING_SEEDS. Where the best has the largest or the least rate that was tried with its init, the grid is
widened by one more rate there, until it has not. The winner is scored from SEEDS, which tuning never saw;
and where it has not learned from all of LONGER_SEEDS, these are trained LONGER times as long too.
"""

import math
from collections.abc import Sequence
from dataclasses import replace
from statistics import fmean
from typing import NamedTuple

from lstmviz.learn.recipe import Recipe
from lstmviz.learn.tasks.task import Task
from lstmviz.learn.zoo.card import LEARNED
from lstmviz.learn.zoo.contestants import beyond, grid
from lstmviz.learn.zoo.runs import SEEDS, TUNING_SEEDS, Key, Known, missing

SCREENING_SEEDS = TUNING_SEEDS[:2]
LONGER, LONGER_SEEDS = 4, SEEDS[:10]
EXPECTED_RUNS = 6 * 2 + 3 * 3 + 5 + 30  # of a net whose grid is widened once, and that learns its task


class Tuning(NamedTuple):
    """How far the tuning of a net is."""

    tried: list[Recipe]
    missing: list[Key]
    best: Recipe | None  # when nothing is missing


def tuning(task: Task, name: str, known: Known) -> Tuning:
    """Where the tuning of a net stands."""
    tried = grid(task, name)
    if len(tried) == 1:
        return Tuning([], [], tried[0])
    if todo := missing(tried, SCREENING_SEEDS, known):
        return Tuning(tried, todo, None)
    finalists = _ranked(tried, SCREENING_SEEDS, known)[: len(tried) // 2]
    while True:
        if todo := missing(finalists, TUNING_SEEDS, known):
            return Tuning(tried, todo, None)
        best = _ranked(finalists, TUNING_SEEDS, known)[0]
        wider = beyond(best, tried)
        if wider is None:
            return Tuning(tried, [], best)
        tried, finalists = [*tried, wider], [*finalists, wider]


def longer(recipe: Recipe) -> Recipe:
    """The recipe with LONGER times the updates."""
    return replace(recipe, steps=LONGER * recipe.steps)


def next_runs(task: Task, name: str, known: Known) -> tuple[int, list[Key]]:
    """What a net needs next, and how urgent it is, 0 first; an empty list when it needs nothing more."""
    state = tuning(task, name, known)
    if state.best is None:
        return 0, state.missing
    if todo := missing([state.best], SEEDS, known):
        return 1, todo
    if all(known[state.best, seed].sequences >= LEARNED for seed in LONGER_SEEDS):
        return 2, []
    return 2, missing([longer(state.best)], LONGER_SEEDS, known)


def _ranked(recipes: Sequence[Recipe], seeds: Sequence[int], known: Known) -> list[Recipe]:
    """The best mean score first, then the lower mean loss."""

    def worth(recipe: Recipe) -> tuple[float, float]:
        runs = [known[recipe, seed] for seed in seeds]
        loss = fmean(math.inf if run.loss is None else run.loss for run in runs)
        return -fmean(run.sequences for run in runs), loss

    return sorted(recipes, key=worth)
