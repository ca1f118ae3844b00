"""python -m lstmviz.claims.contest_tuning: find the best recipe of every net of "Where it serves".

The same for every net of every task: both variants with each of RATES, from SCREENING_SEEDS; the FINALISTS
best from all SEEDS. All of it takes about two hours on two cores. What was tried before is not tried again:
stop it whenever you like, and it goes on from there. What is to be made anew is deleted first: lines of
contest_tries.json.
"""

import json
from argparse import ArgumentParser, RawDescriptionHelpFormatter
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import product
from pathlib import Path
from statistics import fmean
from typing import Any

from torch import nn
from tqdm import tqdm

from lstmviz.claims.contest import DEEP, DEEP_TASKS, ENTRANTS, EVERY, TASKS, fresh_net, recipe
from lstmviz.engines import add_engine_option, engine, results
from lstmviz.learn.recipe import random_stream
from lstmviz.learn.stacked_training import train_stack
from lstmviz.learn.training import evaluate, train
from lstmviz.storage.files import write_whole

TRIES = Path(__file__).parent / "contest_tries.json"
RATES = (1e-1, 3e-2, 1e-2, 3e-3, 1e-3)
SEEDS = range(100, 105)  # not those that are scored later
SCREENING_SEEDS, FINALISTS = SEEDS[:2], 3
UPDATES, TESTED = 1000, 500
TUNED = (*product(TASKS, ENTRANTS), *product(DEEP_TASKS, DEEP))

Try = dict[str, Any]
"""task, net, variant, learning_rate, seeds (how many), score (mean share of the answers right)."""

Setting = tuple[str, float]
"""Variant and learning rate."""


@cache
def best(task: str, net: str) -> Setting:
    """The variant and rate that won the tuning: the best mean from all SEEDS; of equals the first."""
    tries = [one for one in tried() if (one["task"], one["net"]) == (task, net)]
    won = max(tries, key=lambda one: (one["seeds"], one["score"]))
    return won["variant"], won["learning_rate"]


def tried() -> list[Try]:
    """All tries, as stored."""
    tries: list[Try] = json.loads(TRIES.read_text(encoding="utf-8"))
    return tries


def tune(contestant: tuple[str, str]) -> list[Try]:
    """Every try on one task of one net."""
    task, net = contestant
    settings = list(product(EVERY[net].variants, RATES))
    scores = _scores(task, net, settings, SCREENING_SEEDS)
    finalists = sorted(settings, key=lambda one: -fmean(scores[one]))[:FINALISTS]
    for setting, more in _scores(task, net, finalists, SEEDS[len(SCREENING_SEEDS) :]).items():
        scores[setting] += more
    return [
        {
            "task": task,
            "net": net,
            "variant": variant,
            "learning_rate": rate,
            "seeds": len(scores[variant, rate]),
            "score": round(fmean(scores[variant, rate]), 4),
        }
        for variant, rate in settings
    ]


def _scores(
    task: str, net: str, settings: Sequence[Setting], seeds: Sequence[int]
) -> dict[Setting, list[float]]:
    """What every setting scores from every seed."""
    members = list(product(settings, seeds))
    scores: dict[Setting, list[float]] = {setting: [] for setting in settings}
    for (setting, seed), module in zip(members, trained(task, net, members, UPDATES), strict=True):
        scores[setting].append(evaluate(module, TASKS[task], seed, TESTED).steps)
    return scores


def trained(task: str, net: str, members: Sequence[tuple[Setting, int]], updates: int) -> Iterator[nn.Module]:
    """The nets after all updates: recurrent ones of one layer side by side, the others in turn."""
    recipes = [(recipe(task, net, *setting, updates), seed) for setting, seed in members]
    if EVERY[net].cell and EVERY[net].layers == 1:
        yield from (one.net for one in train_stack(TASKS[task], recipes))
        return
    for ((variant, _), seed), (how, _) in zip(members, recipes, strict=True):
        module = fresh_net(task, net, variant, random_stream(seed, "weights"))
        for _ in train(module, TASKS[task], how, seed):
            pass
        yield module


def main() -> None:
    """Tune what is missing, and store the tries of each net as it is done."""
    parser = ArgumentParser(description=__doc__, formatter_class=RawDescriptionHelpFormatter)
    add_engine_option(parser)
    known = {(one["task"], one["net"]) for one in tried()}
    todo = {each: each for each in TUNED if each not in known}
    with engine(parser.parse_args().engine) as executor:
        for _, tries in tqdm(results(executor, tune, todo), total=len(todo)):
            store([*tried(), *tries])


def store(tries: Sequence[Try]) -> None:
    """Write the tries down, a line each, in the order of TUNED."""
    ordered = sorted(tries, key=lambda one: TUNED.index((one["task"], one["net"])))
    lines = ",\n".join(json.dumps(one, ensure_ascii=False) for one in ordered)
    write_whole(TRIES, f"[\n{lines}\n]\n".encode())


if __name__ == "__main__":
    main()
