"""The views of the pages that step: every choice of a visitor that Python needs.

What only the browser needs (step, unit, sub-step, pin, speed) lives in the address's hash,
read and written by the stepper itself (draw/stepper/link.js).
"""

from dataclasses import dataclass, replace
from typing import Self

from lstmviz.app.words import View, as_it_stands, one_of, whole, word
from lstmviz.draw.quantities import PALETTES
from lstmviz.learn.experiments import EXPERIMENTS
from lstmviz.learn.tasks import TASKS

NETS = ("trained", "fresh")
MOST_HIDDEN = 64
FRESH_INITS = ("default", "orthogonal", "forget-bias-1", "chrono-50")
RNNS = {"units": "rnn-same-units", "parameters": "rnn-same-parameters"}


def _readable(typed: str, view: "SequenceView") -> str:
    TASKS[view.task].tokens(typed)
    return typed


@dataclass(frozen=True)
class SequenceView(View):
    """What every page with a sequence chooses."""

    task: str = word("recall", one_of(TASKS), shared=True)
    seq: str = word("", _readable, shared=True)  # as typed; empty: the task's first example
    palette: str = word("cividis", one_of(PALETTES), shared=True)

    @property
    def sequence(self) -> str:
        """The sequence as typed."""
        return self.seq or TASKS[self.task].examples[0]

    def as_said(self) -> Self:
        """The task's first example is what its sequence starts as."""
        return replace(self, seq="") if self.seq == TASKS[self.task].examples[0] else self


@dataclass(frozen=True)
class StepView(SequenceView):
    """One view of the Step page."""

    rnn: str = word("units", one_of(RNNS))  # which RNN stands beside: of equal hidden size or parameter count
    kept: str = word("", as_it_stands, shared=True)  # nets from the Train page, shown instead of the shipped


@dataclass(frozen=True)
class WhatIfView(SequenceView):
    """One view of the What-if page."""

    net: str = word("trained", one_of(NETS))  # or fresh: untrained, made as the next three say
    hidden: int = word(8, whole(1, MOST_HIDDEN))
    init: str = word("default", one_of(FRESH_INITS))
    seed: int = word(0, whole(0, 9999))
    experiment: str = word("", one_of(EXPERIMENTS))
    changes: str = word("", as_it_stands)  # see changes.py
    kept: str = word("", as_it_stands, shared=True)


@dataclass(frozen=True)
class MemoryView(SequenceView):
    """One view of the Memory page."""

    unit: int = word(0, whole(0, 511))
