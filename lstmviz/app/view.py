"""The views of the pages that step: every choice of a visitor that Python needs.

What only the browser needs (step, unit, sub-step, pin, speed) lives in the address's hash,
read and written by the stepper itself (draw/stepper/link.js).
"""

from dataclasses import dataclass, replace
from typing import Self

from lstmviz.app.link.fields import link_field, one_of, read_by_the_page, whole
from lstmviz.app.link.view import View
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

    task: str = link_field("recall", one_of(TASKS), shared=True)
    seq: str = link_field("", _readable, shared=True)  # as typed; empty: the task's first example
    palette: str = link_field("cividis", one_of(PALETTES), shared=True)

    @property
    def sequence(self) -> str:
        """The sequence as typed."""
        return self.seq or TASKS[self.task].examples[0]

    def normalized(self) -> Self:
        """The task's first example is what its sequence starts as."""
        return replace(self, seq="") if self.seq == TASKS[self.task].examples[0] else self


@dataclass(frozen=True)
class StepView(SequenceView):
    """One view of the Step page."""

    rnn: str = link_field("units", one_of(RNNS))  # the RNN beside: of equal hidden size or parameters
    kept: str = link_field(
        "", read_by_the_page, shared=True
    )  # nets from the Train page, shown instead of the shipped


@dataclass(frozen=True)
class WhatIfView(SequenceView):
    """One view of the What-if page."""

    net: str = link_field("trained", one_of(NETS))  # or fresh: untrained, made as the next three say
    hidden: int = link_field(8, whole(1, MOST_HIDDEN))
    init: str = link_field("default", one_of(FRESH_INITS))
    seed: int = link_field(0, whole(0, 9999))
    experiment: str = link_field("", one_of(EXPERIMENTS))
    changes: str = link_field("", read_by_the_page)  # see changes.py
    kept: str = link_field("", read_by_the_page, shared=True)


@dataclass(frozen=True)
class MemoryView(SequenceView):
    """One view of the Memory page."""

    unit: int = link_field(0, whole(0, 511))
