"""A net of the contest, trained and scored on the way; what its rows say, and their picture."""

from collections.abc import Sequence
from statistics import median
from typing import Any

from lstmviz.claims.claim import Row
from lstmviz.claims.contest import EVERY, TASKS, TITLES, fresh_net, recipe
from lstmviz.claims.contest_tuning import best, trained
from lstmviz.draw.charts import Axis, Picture, Series, curves
from lstmviz.draw.figures import Look
from lstmviz.languages import gettext as _
from lstmviz.learn.recipe import random_stream
from lstmviz.learn.training import evaluate, train
from lstmviz.nets.sequence import parameter_count

MARKS = (100, 200, 400, 600, 1000, 1500, 2000)  # updates after which a net is scored, and at its end
TESTED = 500  # fresh sequences

Strokes = dict[str, dict[str, Any]]
"""Accent, dash and markers of each net's curve."""


def run(task: str, net: str, seed: int, updates: int) -> Row:
    """Train for exactly `updates`, and score on fresh sequences on the way."""
    variant, learning_rate = best(task, net)
    how = recipe(task, net, variant, learning_rate, updates)
    module = fresh_net(task, net, variant, random_stream(seed, "weights"))
    due = [mark for mark in MARKS if mark < updates] + [updates]
    scores: list[float] = []
    for progress in train(module, TASKS[task], how, seed):
        if progress.step >= due[len(scores)]:
            scores.append(round(evaluate(module, TASKS[task], seed, TESTED).steps, 4))
    return {
        "hidden": how.hidden,
        "parameters": parameter_count(module),
        "updates": due[: len(scores)],
        "scores": scores,
    }


def ends(task: str, net: str, updates: int, seeds: Sequence[int]) -> list[float]:
    """What every seed scores at the end of all updates; recurrent nets are trained side by side."""
    nets = trained(task, net, [(best(task, net), seed) for seed in seeds], updates)
    scored = (evaluate(one, TASKS[task], seed, TESTED) for seed, one in zip(seeds, nets, strict=True))
    return [round(score.steps, 4) for score in scored]


def rows_of(rows: Sequence[Row], task: str, net: str) -> list[Row]:
    """The runs of a net on a task, a row a seed."""
    return [row for row in rows if (row["task"], row["net"]) == (task, net) and "scores" in row]


def scores_of(rows: Sequence[Row], task: str, net: str) -> list[float]:
    """At the end, of every seed."""
    return [row["scores"][-1] for row in rows_of(rows, task, net)]


def by_updates(rows: Sequence[Row], task: str, strokes: Strokes, look: Look) -> Picture:
    """The median of the seeds by updates, a curve a net; what a longer training came to is its last point."""
    longer = {row["net"]: row for row in rows if row["task"] == task and "ends" in row}
    series = [
        _curve(of, longer.get(net), net, strokes[net]) for net in strokes if (of := rows_of(rows, task, net))
    ]
    x = Axis(_("updates, {task}").format(task=_(TITLES[task])))
    drawn = curves(series, x, Axis(_("answers right"), span=(0, 1.02)), look)
    alt = _("Share of the answers right by updates, median of the seeds: {task}.")
    return Picture(drawn, alt.format(task=_(TITLES[task])))


def _curve(of: Sequence[Row], longer: Row | None, net: str, stroke: dict[str, Any]) -> Series:
    scores = list(zip(*(row["scores"] for row in of), strict=False))
    updates, middle = list(of[0]["updates"][: len(scores)]), [median(at) for at in scores]
    if longer:
        updates, middle = [*updates, longer["longer"]], [*middle, median(longer["ends"])]
    return Series(_(EVERY[net].title), updates, middle, **stroke)
