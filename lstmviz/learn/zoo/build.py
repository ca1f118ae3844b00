"""Tune, train and write the nets of the zoo: the same tries and the same steps for every net."""

from collections.abc import Callable
from datetime import date
from itertools import product
from pathlib import Path
from statistics import fmean
from typing import NamedTuple

import torch
from safetensors.torch import save as to_safetensors

from lstmviz.learn.files import write_whole
from lstmviz.learn.recipe import Recipe, build, equal_hidden
from lstmviz.learn.tasks import Task
from lstmviz.learn.training import Score, evaluate, train
from lstmviz.learn.zoo.card import NET_NAMES, Card, NetRecord, SeedScore, Try, write_card
from lstmviz.nets.sequence import SequenceNet, parameter_count

BATCH = 32
CLIP = 1.0
TUNING_SEEDS = (100, 101)
SEEDS = (0, 1, 2, 3, 4)  # never seen in tuning
TUNING_TEST_SEED, TEST_SEED = 1000, 1001
TEST_SEQUENCES = 1000
TUNING = (
    f"Six tries for each of the three nets, all with Adam, batch {BATCH}, gradient norm at most {CLIP:g} and "
    "the same steps. LSTM: learning rate 0.01 or 0.003 with init default, forget bias 1 or chrono. RNNs: "
    "learning rate 0.01, 0.003 or 0.001 with init default or orthogonal. The best mean score over seeds "
    f"{TUNING_SEEDS[0]} and {TUNING_SEEDS[1]} won, then the lower loss. Scores: fresh seeds {SEEDS[0]} to "
    f"{SEEDS[-1]}, {TEST_SEQUENCES} fresh sequences; the seed with the median score, then loss, is shipped."
)


Report = Callable[[str, int], None]  # told what is trained and how many steps went by


class Chosen(NamedTuple):
    """A recipe with the tries it won."""

    recipe: Recipe
    tries: tuple[Try, ...]


def candidates(task: Task, net_name: str) -> list[Recipe]:
    """The six recipes tried for a net."""
    hidden, steps = task.hidden, task.updates
    if net_name == "lstm":
        settings = product((1e-2, 3e-3), ("default", "forget-bias-1", f"chrono-{task.steps}"))
        return [Recipe("lstm", hidden, init, rate, BATCH, steps, CLIP) for rate, init in settings]
    if net_name == "rnn-same-parameters":
        hidden = equal_hidden(task, candidates(task, "lstm")[0], "rnn")
    settings = product((1e-2, 3e-3, 1e-3), ("default", "orthogonal"))
    return [Recipe("rnn", hidden, init, rate, BATCH, steps, CLIP) for rate, init in settings]


def tune(task: Task, recipes: list[Recipe], report: Report) -> Chosen:
    """Train every recipe from every tuning seed; the best mean score wins, then the lower loss."""
    tries = []
    for recipe in recipes:
        scores = [
            evaluate(_trained(task, recipe, seed, report)[0], task, TUNING_TEST_SEED, TEST_SEQUENCES)
            for seed in TUNING_SEEDS
        ]
        sequences, loss = fmean(s.sequences for s in scores), fmean(s.loss for s in scores)
        tries.append(Try(recipe.learning_rate, recipe.init, round(sequences, 6), round(loss, 6)))
    best = max(range(len(tries)), key=lambda k: (tries[k].sequences, -tries[k].loss))
    return Chosen(recipes[best], tuple(tries))


def build_task(task: Task, chosen: dict[str, Chosen], folder: Path, report: Report) -> None:
    """Train all seeds of the three nets and write the shipped ones and the card into the folder."""
    built = {name: _build_net(task, chosen[name], report) for name in NET_NAMES}
    records = {name: record for name, (_, record) in built.items()}
    today = date.today().isoformat()
    card = Card(task.name, today, torch.__version__, TUNING, TEST_SEED, TEST_SEQUENCES, records)
    for name, (net, _) in built.items():
        write_whole(folder / task.name / f"{name}.safetensors", to_safetensors(net.state_dict()))
    write_card(card, folder / task.name / "card.json")


def _build_net(task: Task, chosen: Chosen, report: Report) -> tuple[SequenceNet, NetRecord]:
    runs = {seed: _trained(task, chosen.recipe, seed, report) for seed in SEEDS}
    scores = {seed: evaluate(runs[seed][0], task, TEST_SEED, TEST_SEQUENCES) for seed in SEEDS}
    shipped = median_seed(scores)
    net, seconds = runs[shipped]
    record = NetRecord(
        recipe=chosen.recipe,
        seed=shipped,
        parameters=parameter_count(net),
        training_seconds=round(seconds, 2),
        scores=tuple(SeedScore(seed, *_rounded(scores[seed])) for seed in SEEDS),
        tries=chosen.tries,
        facts=task.facts(net),
    )
    return net, record


def _rounded(score: Score) -> tuple[float, ...]:
    return tuple(round(share, 6) for share in score)


def median_seed(scores: dict[int, Score]) -> int:
    """The seed in the middle when ordered by score, then loss, then seed."""
    ordered = sorted(scores, key=lambda seed: (-scores[seed].sequences, scores[seed].loss, seed))
    return ordered[len(ordered) // 2]


def _trained(task: Task, recipe: Recipe, seed: int, report: Report) -> tuple[SequenceNet, float]:
    net = build(task, recipe, seed)
    done, seconds = 0, 0.0
    for progress in train(net, task, recipe, seed):
        if progress.step == done:
            continue  # before the first update
        report(f"{task.name} · {recipe.cell} {recipe.hidden} · seed {seed}", progress.step - done)
        done, seconds = progress.step, progress.seconds
    return net, seconds
