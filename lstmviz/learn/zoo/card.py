"""Card: how a task's nets were made and what they are worth; what a sceptic would ask stands in it."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import median
from typing import Any, Self

from lstmviz.errors import InputError
from lstmviz.languages import Translatable
from lstmviz.learn.chance import Rule
from lstmviz.learn.recipe import Recipe
from lstmviz.learn.shares import wilson
from lstmviz.storage.files import read_bounded, write_whole

LEARNED = 0.9  # share of the sequences right at every step asked, from which on a net has learned its task
FILE = "card.json"


@dataclass(frozen=True)
class SeedScore:
    """What the net trained from one seed scored on the test data."""

    seed: int
    sequences: float  # share of sequences right at every step asked
    steps: float  # share of the steps asked
    loss: float | None  # None where it is not finite
    diverged: bool = False  # its loss or gradient overflowed; it is scored with the weights from before


@dataclass(frozen=True)
class Outcome:
    """What the nets of one recipe are worth, from so many seeds."""

    seeds: int
    learned: int  # of them: scored LEARNED or more
    interval: tuple[float, float]  # in which the share of all seeds that learn lies, 95 % (Wilson)
    median: float  # of the shares of sequences right
    median_steps: float  # of the shares of steps right
    diverged: int

    @classmethod
    def of(cls, scores: Sequence[SeedScore]) -> Self:
        """The outcome of one seed or more."""
        learned = sum(score.sequences >= LEARNED for score in scores)
        low, high = wilson(learned, len(scores))
        return cls(
            seeds=len(scores),
            learned=learned,
            interval=(round(low, 3), round(high, 3)),
            median=round(median(score.sequences for score in scores), 4),
            median_steps=round(median(score.steps for score in scores), 4),
            diverged=sum(score.diverged for score in scores),
        )

    def at_least_half(self, learned: bool) -> bool:
        """Whether at least half of the seeds have learned the task, or have not."""
        return 2 * (self.learned if learned else self.seeds - self.learned) >= self.seeds


@dataclass(frozen=True)
class Try:
    """One setting tried in tuning, with the means over so many tuning seeds."""

    learning_rate: float
    init: str
    seeds: int
    sequences: float
    loss: float | None


@dataclass(frozen=True)
class Shipped:
    """The one net of them all whose weights are shipped."""

    recipe: Recipe
    seed: int
    sequences: float
    steps: float
    training_seconds: float
    torch: str
    processor: str  # the same on another, the weights may differ in their last bits


@dataclass(frozen=True)
class NetRecord:
    """One net of a task."""

    recipe: Recipe  # that won the tuning
    parameters: int
    seeds: int  # these six as in Outcome
    learned: int
    interval: tuple[float, float]
    median: float
    median_steps: float
    diverged: int
    chance: float  # share of sequences right by the better of the card's rules
    shipped: Shipped
    facts: dict[str, float]  # beyond the lengths trained on, of the net shipped
    longer: dict[str, Any] | None  # Outcome and `updates` of a longer training, where this one had not ended
    tries: tuple[Try, ...]
    scores: tuple[SeedScore, ...]


@dataclass(frozen=True)
class Card:
    """What stands beside the nets of a task."""

    task: str
    date: str  # ISO, of the last build
    tuning: str  # how the recipes were found, in words
    test_seed: int  # of the data scored on
    test_sequences: int
    chance: tuple[Rule, ...]
    nets: dict[str, NetRecord]  # by the names of CONTESTANTS; those that are made so far


def write_card(card: Card, path: Path) -> None:
    """Write the card as JSON, a line a number or a seed."""
    words = asdict(card) | {"chance": [rule._asdict() for rule in card.chance]}
    write_whole(path, (_lines(words) + "\n").encode())


def _lines(words: Any, depth: int = 0) -> str:
    """JSON that breaks lines down to a net's fields and its seeds, and no further."""
    inner, outer = "\n" + " " * (depth + 1), "\n" + " " * depth
    if isinstance(words, dict) and depth < 3:
        fields = (f"{json.dumps(name)}: {_lines(value, depth + 1)}" for name, value in words.items())
        return f"{{{inner}{f',{inner}'.join(fields)}{outer}}}"
    if isinstance(words, list | tuple) and words and isinstance(words[0], dict):
        return f"[{inner}{f',{inner}'.join(json.dumps(word, ensure_ascii=False) for word in words)}{outer}]"
    return json.dumps(words, ensure_ascii=False)


def read_card(path: Path) -> Card:
    """Read a card. Raises InputError naming the file where it is missing or damaged."""
    made = f"python -m lstmviz.learn.zoo --task {path.parent.name}"
    way_out = Translatable("Delete it, and make it again: {command}", command=made)
    try:
        return _card(**json.loads(read_bounded(path)))
    except OSError as error:
        raise InputError(
            "The card {path} cannot be read ({error}). {way_out}",
            path=path,
            error=error.strerror,
            way_out=way_out,
        ) from error
    except (AttributeError, TypeError, KeyError, ValueError, RecursionError) as error:
        raise InputError(
            "The card {path} is damaged ({error}). {way_out}", path=path, error=error, way_out=way_out
        ) from error


def _card(nets: dict[str, dict[str, Any]], chance: list[dict[str, Any]], **fields: Any) -> Card:
    rules = tuple(Rule(**rule) for rule in chance)
    return Card(**fields, chance=rules, nets={name: _record(**net) for name, net in nets.items()})


def _record(
    recipe: dict[str, Any],
    shipped: dict[str, Any],
    interval: Sequence[float],
    tries: list[Any],
    scores: list[Any],
    **fields: Any,
) -> NetRecord:
    low, high = interval
    return NetRecord(
        recipe=Recipe(**recipe),
        shipped=Shipped(**{**shipped, "recipe": Recipe(**shipped["recipe"])}),
        interval=(low, high),
        tries=tuple(Try(**attempt) for attempt in tries),
        scores=tuple(SeedScore(**score) for score in scores),
        **fields,
    )
