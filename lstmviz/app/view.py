"""View: every choice of a visitor that Python needs, and its form in the address.

What only the browser needs (step, unit, sub-step, pin, speed) lives in the address's hash,
read and written by the stepper itself (draw/stepper/link.js).
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, fields, replace
from typing import Any, TypeVar

from lstmviz.draw.quantities import PALETTES
from lstmviz.errors import InputError
from lstmviz.learn.experiments import EXPERIMENTS
from lstmviz.learn.tasks import TASKS

NETS = ("trained", "fresh")
MOST_HIDDEN = 64
MOST_QUOTED = 30  # characters
FRESH_INITS = ("default", "orthogonal", "forget-bias-1", "chrono-50")
RNNS = {"units": "rnn-same-units", "parameters": "rnn-same-parameters"}


@dataclass(frozen=True)
class View:
    """What every page chooses. The field names are the words of the address."""

    task: str = "recall"
    seq: str = ""  # as typed; empty: the task's first example
    palette: str = "cividis"

    @property
    def sequence(self) -> str:
        """The sequence as typed."""
        return self.seq or TASKS[self.task].examples[0]


@dataclass(frozen=True)
class StepView(View):
    """One view of the Step page."""

    rnn: str = "units"  # which RNN stands beside the LSTM: of equal hidden size, or of equal parameter count


@dataclass(frozen=True)
class WhatIfView(View):
    """One view of the What-if page."""

    net: str = "trained"  # or fresh: untrained, made as the next three say
    hidden: int = 8
    init: str = "default"
    seed: int = 0
    experiment: str = ""
    changes: str = ""  # see changes.py


@dataclass(frozen=True)
class MemoryView(View):
    """One view of the Memory page."""

    unit: int = 0


V = TypeVar("V", bound=View)


def _short(word: str) -> str:
    """A word of a link as a message quotes it."""
    return repr(word if len(word) <= MOST_QUOTED else f"{word[:MOST_QUOTED]}…")


def _one_of(choices: Collection[str]) -> Callable[[str, View], str]:
    def value(word: str, view: View) -> str:
        if word not in choices:
            raise InputError(f"there is no {_short(word)}; choose one of {', '.join(filter(None, choices))}.")
        return word

    return value


def _whole(least: int, most: int) -> Callable[[str, View], int]:
    def value(word: str, view: View) -> int:
        if not (word.isascii() and word.isdigit() and least <= int(word[:9]) <= most):
            raise InputError(f"{_short(word)} is not a whole number from {least} to {most}.")
        return int(word)

    return value


def _readable(word: str, view: View) -> str:
    TASKS[view.task].tokens(word)
    return word


def _in_parts(word: str, view: View) -> str:
    """Read by the page, which can drop a part and keep the others."""
    return word


# Field -> the value that its word stands for; a later one may rely on earlier fields.
VALUES: dict[str, Callable[[str, View], Any]] = {
    "task": _one_of(TASKS),
    "seq": _readable,
    "palette": _one_of(PALETTES),
    "rnn": _one_of(RNNS),
    "net": _one_of(NETS),
    "hidden": _whole(1, MOST_HIDDEN),
    "init": _one_of(FRESH_INITS),
    "seed": _whole(0, 9999),
    "unit": _whole(0, 511),
    "experiment": _one_of(EXPERIMENTS),
    "changes": _in_parts,
}


def read(query: Mapping[str, str], kind: type[V]) -> tuple[V, list[str]]:
    """The view an address asks for, and a sentence for each word of it that falls back to its default."""
    view, dropped = kind(), []
    for name in [field.name for field in fields(kind) if field.name in query]:
        try:
            view = replace(view, **{name: VALUES[name](query[name], view)})
        except InputError as error:
            dropped.append(f"In the link, {name}: {error}")
    return view, dropped


def query(view: View) -> dict[str, str]:
    """The words of the address for a view; defaults vanish."""
    if view.seq == TASKS[view.task].examples[0]:
        view = replace(view, seq="")
    values = {field.name: getattr(view, field.name) for field in fields(view)}
    return {name: str(value) for name, value in values.items() if value != getattr(type(view), name)}
