"""ship(): from the runs of a task its card, and the one net of each that is shipped."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import date
from itertools import chain
from pathlib import Path
from statistics import fmean, quantiles
from typing import NamedTuple

from safetensors.torch import save as to_safetensors

from lstmviz.languages import N_, Translatable
from lstmviz.learn.chance import Rule, rules
from lstmviz.learn.recipe import Recipe
from lstmviz.learn.saved_nets.net_file import read_net
from lstmviz.learn.tasks.task import Task
from lstmviz.learn.zoo.card import (
    FILE,
    LEARNED,
    Card,
    NetRecord,
    Outcome,
    SeedScore,
    Shipped,
    Try,
    read_card,
    write_card,
)
from lstmviz.learn.zoo.contestants import CONTESTANTS
from lstmviz.learn.zoo.runs import (
    SEEDS,
    TEST_SEED,
    TEST_SEQUENCES,
    TUNING_SEEDS,
    Known,
    Run,
    missing,
    read_runs,
    train_one,
)
from lstmviz.learn.zoo.schedule import longer, tuning
from lstmviz.nets.sequence import SequenceNet, parameter_count
from lstmviz.storage.files import write_whole

TUNING = N_(
    "Every net is tuned alike, with Adam, batch 32, gradient norm at most 1 and as many updates: learning "
    "rate 0.01 or 0.003 with each of three inits, from 2 seeds; the better half from 5; while the best rate "
    "is the largest or the least that was tried with its init, one rate more beyond it. Of the inits, "
    "chrono alone is told the length: LSTM and GRU have it. The best mean score wins, then the lower loss. "
    "Scores: 30 other seeds than these, 1,000 fresh sequences."
)
NOT_TUNED = N_(
    "These nets are not tuned: each starts as PyTorch makes it and learns with Adam at a rate of 0.003, "
    "batch 32, gradient norm at most 1 and as many updates, so that the cell is what differs. Scores: 30 "
    "seeds, 1,000 fresh sequences."
)
NEAR = 0.01  # share of the sequences: as much as none


class Made(NamedTuple):
    """What is recorded of a net, and its weights where they are not the ones shipped before."""

    record: NetRecord
    net: SequenceNet | None


def ship(task: Task, folder: Path) -> Card | None:
    """Write the task's card, and the nets that it needs anew; None where none has all its SEEDS yet.

    A net that was shipped before stays, so that links show the same numbers, while at least half of the
    seeds end as it did: they have learned the task, or have not. Else the median seed's is shipped.
    Raises InputError where the card or a net that is to stay is damaged.
    """
    place = folder / task.name
    known, chance, before = read_runs(place), rules(task, TEST_SEED, TEST_SEQUENCES), _before(place)
    made = {name: _make(task, name, known, chance, before, place) for name in CONTESTANTS}
    records = {name: one.record for name, one in made.items() if one}
    if not records:
        return None
    for name, one in made.items():
        if one and one.net:
            write_whole(place / f"{name}.safetensors", to_safetensors(one.net.state_dict()))
    told = NOT_TUNED if task.untuned else TUNING
    card = Card(task.name, date.today().isoformat(), told, TEST_SEED, TEST_SEQUENCES, chance, records)
    write_card(card, place / FILE)
    return card


def _before(place: Path) -> Mapping[str, NetRecord]:
    """What is shipped of the task so far. Raises InputError where the card is damaged."""
    return read_card(place / FILE).nets if (place / FILE).exists() else {}


def _make(
    task: Task,
    name: str,
    known: Known,
    chance: tuple[Rule, ...],
    before: Mapping[str, NetRecord],
    place: Path,
) -> Made | None:
    tuned = tuning(task, name, known)
    recipe = tuned.best
    if recipe is None or missing([recipe], SEEDS, known):
        return Made(before[name], None) if name in before else None
    scores = tuple(_score(known[recipe, seed]) for seed in SEEDS)
    old = before[name].shipped if name in before else None
    net, shipped = _shown(task, recipe, scores, old, place / f"{name}.safetensors")
    record = NetRecord(
        recipe=recipe,
        parameters=parameter_count(net),
        **asdict(Outcome.of(scores)),
        chance=max(rule.sequences for rule in chance),
        shipped=shipped,
        facts=task.facts(net),
        longer=_longer(recipe, known),
        tries=_tries(tuned.tried, known),
        scores=scores,
    )
    return Made(record, None if shipped is old else net)


def _shown(
    task: Task, recipe: Recipe, scores: tuple[SeedScore, ...], old: Shipped | None, file: Path
) -> tuple[SequenceNet, Shipped]:
    """The net that stands for the seeds: the old one of the file, while it may stay, or one of them."""
    if old and Outcome.of(scores).at_least_half(old.sequences >= LEARNED):
        way_out = Translatable("Delete its folder's card.json, and make it again.")
        return read_net(file, task, old.recipe, way_out), old
    net, run = _standing(task, recipe, scores)
    return net, Shipped(run.recipe, run.seed, run.sequences, run.steps, run.seconds, run.torch, run.processor)


def _score(run: Run) -> SeedScore:
    return SeedScore(run.seed, run.sequences, run.steps, run.loss, run.diverged)


def _standing(task: Task, recipe: Recipe, scores: tuple[SeedScore, ...]) -> tuple[SequenceNet, Run]:
    """The net of the seed nearest to the median that scores within the middle half of the seeds.

    It is trained by itself, to be the same on every machine of a kind. The scores come from stacks, where
    sums are rounded otherwise: a seed may end elsewhere. Where none will do, it is the median's.
    """
    outcome = Outcome.of(scores)
    low, _, high = quantiles((score.sequences for score in scores), n=4)
    trained = (train_one(task.name, recipe, seed) for seed in from_the_median(scores))
    first = next(trained)

    def stands(run: Run) -> bool:
        near = low - NEAR <= run.sequences <= high + NEAR
        return near and outcome.at_least_half(run.sequences >= LEARNED)

    return next((one for one in chain([first], trained) if stands(one[1])), first)


def from_the_median(scores: tuple[SeedScore, ...]) -> list[int]:
    """The seeds, from the middle of their order by score, then loss, then seed, to both its ends."""

    def order(score: SeedScore) -> tuple[float, float, int]:
        return -score.sequences, float("inf") if score.loss is None else score.loss, score.seed

    ordered = [score.seed for score in sorted(scores, key=order)]
    return sorted(ordered, key=lambda seed: abs(ordered.index(seed) - len(ordered) // 2))


def _longer(recipe: Recipe, known: Known) -> dict[str, object] | None:
    """What the recipe comes to with more updates, where that was tried."""
    more = longer(recipe)
    scores = [_score(known[more, seed]) for seed in SEEDS if (more, seed) in known]
    return {"updates": more.steps} | asdict(Outcome.of(scores)) if scores else None


def _tries(tried: list[Recipe], known: Known) -> tuple[Try, ...]:
    return tuple(
        _try(recipe, [known[recipe, s] for s in TUNING_SEEDS if (recipe, s) in known]) for recipe in tried
    )


def _try(recipe: Recipe, runs: list[Run]) -> Try:
    losses = [run.loss for run in runs if run.loss is not None]
    return Try(
        recipe.learning_rate,
        recipe.init,
        len(runs),
        round(fmean(run.sequences for run in runs), 4),
        round(fmean(losses), 6) if len(losses) == len(runs) else None,
    )
