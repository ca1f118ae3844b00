"""What an experiment is: one thing changed inside a shipped LSTM, a guess, and what the net then does."""

from abc import ABC, abstractmethod
from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from typing import ClassVar

import torch
from torch import Tensor

from lstmviz.internals.edits import Edit, Mode
from lstmviz.internals.trace import trace
from lstmviz.learn import zoo
from lstmviz.learn.tasks import Task
from lstmviz.nets.sequence import SequenceNet


@dataclass(frozen=True)
class Row:
    """One edit as a visitor reads it: steps count from 1, first and last both belong to it."""

    quantity: str
    mode: Mode
    value: float
    unit: int | None  # None: all units
    first: int
    last: int

    def edit(self) -> Edit:
        """The same as an edit of a trace, whose steps count from 0."""
        units = None if self.unit is None else [self.unit]
        return Edit(self.quantity, self.value, self.mode, units=units, steps=range(self.first - 1, self.last))


@dataclass(frozen=True)
class Outcome:
    """What came of an experiment over many sequences."""

    tried: int
    held: int  # times that the effect `says` tells of was seen
    untouched_score: float  # share of the sequences right at every step asked, 0 to 1
    changed_score: float  # the same under the edits
    right: int  # position of the right answer in Experiment.options
    says: str  # one sentence with the numbers


class Experiment(ABC):
    """One question to a shipped LSTM. Subclasses are one small file each, listed in `EXPERIMENTS`."""

    name: ClassVar[str]  # in links
    title: ClassVar[str]
    task: ClassVar[Task]
    question: ClassVar[str]
    options: ClassVar[tuple[str, ...]]  # the answers to choose from; which is right, `measure` finds out
    explanation: ClassVar[str]  # what happened and why
    sequence: ClassVar[str]  # the one it is shown on, as typed

    @abstractmethod
    def rows(self, inputs: Tensor) -> tuple[Row, ...]:
        """The edits of one sequence, inputs (T, 1, I); none where it has no place for them."""

    @abstractmethod
    def measure(self) -> Outcome:
        """Run the net over many sequences with the edits and without; the same numbers every time."""

    @cached_property
    def net(self) -> SequenceNet:
        """The shipped LSTM of the task."""
        return zoo.load(self.task.name, "lstm").net

    def edits(self, tokens: tuple[str, ...]) -> list[Edit]:
        """The edits of a sequence as typed, for a trace of the net's recurrent layer."""
        return [row.edit() for row in self.rows(self.task.encode(tokens))]

    def changed(self, inputs: Tensor) -> Tensor:
        """What the edited net says, each sequence with edits of its own: (T, B, I) -> (T, B, K)."""
        alike: dict[tuple[Row, ...], list[int]] = defaultdict(list)
        for position in range(inputs.shape[1]):
            alike[self.rows(inputs[:, [position]])].append(position)
        said = torch.empty(*inputs.shape[:2], self.net.readout.out_features)
        for rows, positions in alike.items():  # those with the same edits run together
            said[:, positions] = self.run(inputs[:, positions], rows)
        return said

    def run(self, inputs: Tensor, rows: tuple[Row, ...]) -> Tensor:
        """What the net says with the same edits to all sequences: (T, B, I) -> (T, B, K)."""
        hidden = trace(self.net.recurrent, inputs, edits=[row.edit() for row in rows]).layers[0].hidden
        said: Tensor = self.net.readout(hidden)
        return said


def generator() -> torch.Generator:
    """The same random sequences for every measurement."""
    return torch.Generator().manual_seed(2026)
