"""Card: how a task's shipped nets were made and what they are worth."""

import json
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import median
from typing import Any

from lstmviz.errors import InputError
from lstmviz.learn.files import read_bounded, write_whole
from lstmviz.learn.recipe import Recipe

NET_NAMES = ("lstm", "rnn-same-units", "rnn-same-parameters")


@dataclass(frozen=True)
class SeedScore:
    """What the net trained from one seed scored on the test data."""

    seed: int
    sequences: float  # share of sequences right at every step asked
    steps: float  # share of the steps asked
    loss: float


@dataclass(frozen=True)
class Try:
    """One setting tried in tuning, with the means over the tuning seeds."""

    learning_rate: float
    init: str
    sequences: float
    loss: float


@dataclass(frozen=True)
class NetRecord:
    """One net of a task: the winning recipe, all its seeds, and which of them is shipped."""

    recipe: Recipe
    seed: int  # the one shipped: of all seeds the median by score, then by loss
    parameters: int
    training_seconds: float  # of the seed shipped
    scores: tuple[SeedScore, ...]
    tries: tuple[Try, ...]
    facts: dict[str, float]  # beyond the lengths trained on, of the seed shipped

    @property
    def median_score(self) -> float:
        """The median over the seeds of the sequence score."""
        return median(score.sequences for score in self.scores)


@dataclass(frozen=True)
class Card:
    """What stands beside the three nets of a task."""

    task: str
    date: str  # ISO, of the last build
    torch: str
    tuning: str  # how the recipes were found, in words
    test_seed: int  # of the data scored on
    test_sequences: int
    nets: dict[str, NetRecord]  # by NET_NAMES


def write_card(card: Card, path: Path) -> None:
    """Write the card as JSON."""
    write_whole(path, (json.dumps(asdict(card), indent=1) + "\n").encode())


def read_card(path: Path) -> Card:
    """Read a card. Raises InputError naming the file where it is missing or damaged."""
    way_out = f"Make it again: python -m lstmviz.learn.zoo --tune --task {path.parent.name}"
    try:
        return _card(**json.loads(read_bounded(path)))
    except OSError as error:
        raise InputError(f"The card {path} cannot be read ({error.strerror}). {way_out}") from error
    except (TypeError, KeyError, ValueError, RecursionError) as error:
        raise InputError(f"The card {path} is damaged ({error}). {way_out}") from error


def _card(nets: dict[str, dict[str, Any]], **fields: Any) -> Card:
    return Card(**fields, nets={name: _record(**nets[name]) for name in NET_NAMES})


def _record(recipe: dict[str, Any], scores: list[Any], tries: list[Any], **fields: Any) -> NetRecord:
    return NetRecord(
        recipe=Recipe(**recipe),
        scores=tuple(SeedScore(**score) for score in scores),
        tries=tuple(Try(**attempt) for attempt in tries),
        **fields,
    )
