"""View: every choice of a visitor that Python needs, and its form in the address.

What only the browser needs (step, unit, sub-step, pin, speed) lives in the address's hash,
read and written by the stepper itself (draw/stepper/link.js).
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields, replace
from typing import TypeVar

from lstmviz.draw.quantities import PALETTES
from lstmviz.errors import InputError
from lstmviz.learn.tasks import TASKS

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

    changes: str = ""  # see changes.py


V = TypeVar("V", bound=View)


def _one_of(choices: Mapping[str, object]) -> Callable[[str, View], None]:
    def check(word: str, view: View) -> None:
        if word not in choices:
            raise InputError(f"there is no {word!r}; choose one of {', '.join(choices)}.")

    return check


def _readable(word: str, view: View) -> None:
    TASKS[view.task].tokens(word)


def _any(word: str, view: View) -> None:
    """Read in parts, each of which can be dropped, by the page."""


# Field -> what a word must hold to become its value; a later check may rely on earlier fields.
CHECKS: dict[str, Callable[[str, View], None]] = {
    "task": _one_of(TASKS),
    "seq": _readable,
    "palette": _one_of(PALETTES),
    "rnn": _one_of(RNNS),
    "changes": _any,
}


def read(query: Mapping[str, str], kind: type[V]) -> tuple[V, list[str]]:
    """The view an address asks for, and a sentence for each word of it that falls back to its default."""
    view, dropped = kind(), []
    for name in [field.name for field in fields(kind) if field.name in query]:
        try:
            CHECKS[name](query[name], view)
            view = replace(view, **{name: query[name]})
        except InputError as error:
            dropped.append(f"In the link, {name}: {error}")
    return view, dropped


def query(view: View) -> dict[str, str]:
    """The words of the address for a view; defaults vanish."""
    words = {field.name: getattr(view, field.name) for field in fields(view)}
    if view.seq == TASKS[view.task].examples[0]:
        words["seq"] = ""
    return {name: word for name, word in words.items() if word != getattr(type(view), name)}
