"""What an experiment of What if is: a claim about a shipped LSTM whose rows come from edits of its run."""

from abc import abstractmethod
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import ClassVar

import torch
from torch import Tensor

from lstmviz.claims.claim import Claim
from lstmviz.internals.edits import Edit, Mode
from lstmviz.internals.trace import trace
from lstmviz.learn.saved_nets import shipped
from lstmviz.learn.tasks import Task
from lstmviz.nets.sequence import SequenceNet

HEIGHT = 240  # px of a picture, which stands beside the stepper


@dataclass(frozen=True)
class EditedSpan:
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


class Experiment(Claim):
    """One question to a shipped LSTM. A new one is one file here, and one line in `EXPERIMENTS`."""

    page = "what_if"
    quick = True  # the nets are small
    task: ClassVar[Task]
    sequence: ClassVar[str]  # the one it is shown on, as typed

    @abstractmethod
    def edits(self, inputs: Tensor) -> tuple[EditedSpan, ...]:
        """What is changed in one sequence, inputs (T, 1, I); nothing where it has no place for it."""

    @cached_property
    def net(self) -> SequenceNet:
        """The shipped LSTM of the task."""
        return shipped.load(self.task.name, "lstm").net

    def changed(self, inputs: Tensor) -> Tensor:
        """What the edited net says, each sequence with edits of its own: (T, B, I) -> (T, B, K)."""
        alike: dict[tuple[EditedSpan, ...], list[int]] = defaultdict(list)
        for position in range(inputs.shape[1]):
            alike[self.edits(inputs[:, [position]])].append(position)
        said = torch.empty(*inputs.shape[:2], len(self.task.answers) or 1)
        for spans, positions in alike.items():  # those with the same edits run together
            said[:, positions] = self.run(inputs[:, positions], spans)
        return said

    def run(self, inputs: Tensor, spans: Sequence[EditedSpan]) -> Tensor:
        """What the net says with the same edits to all sequences: (T, B, I) -> (T, B, K)."""
        hidden = trace(self.net.recurrent, inputs, edits=[span.edit() for span in spans]).layers[0].hidden
        said: Tensor = self.net.readout(hidden)
        return said


def generator() -> torch.Generator:
    """The same random sequences for every measurement."""
    return torch.Generator().manual_seed(2026)
