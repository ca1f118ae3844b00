"""What a change is: something that a visitor does to a run, with its words in the link and its controls.

A change is written `forget_gate,set,0.99,u1,t3-9`: its kind, then what else it needs. A new kind is one file
beside this one, and one line in `changes.CHANGES`; forget_bias.py is a short one to copy.
"""

from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass, field
from math import nan
from typing import ClassVar, Self

import lstmviz
from lstmviz.errors import InputError
from lstmviz.learn.tasks import Task
from lstmviz.nets.cells import Cell
from lstmviz.nets.sequence import SequenceNet
from lstmviz.whole_numbers import typed_whole

MOST_DIGITS = 6  # of a whole number in a link
FARTHEST = 1_000_000  # from 0, of any number in a link


@dataclass
class PlannedRun:
    """What is about to run: a net of the visitor's own, tokens, and edits to make on the way."""

    task: Task
    net: SequenceNet
    tokens: list[str]
    edits: list[lstmviz.Edit] = field(default_factory=list)


class Change(ABC):
    """One thing done to a run; a frozen dataclass."""

    @classmethod
    @abstractmethod
    def kinds_of(cls, cell: Cell) -> Mapping[str, str]:
        """First word in the link -> title in the menu, of what it can change in a cell; none: nothing."""

    @classmethod
    @abstractmethod
    def read(cls, kind: str, words: list[str]) -> Self:
        """From the words after the kind. Raises InputError."""

    @abstractmethod
    def words(self) -> list[str]:
        """Its form in the link, the kind first."""

    @abstractmethod
    def says(self) -> str:
        """Its form in the list on the page."""

    @abstractmethod
    def apply(self, run: PlannedRun) -> None:
        """Do it. Raises InputError where the run has no such thing."""

    @classmethod
    @abstractmethod
    def choose(cls, kind: str, net: SequenceNet, tokens: tuple[str, ...]) -> Self:
        """Place the controls of a new one; returns the change that they stand at."""

    @classmethod
    def show(cls, kind: str, net: SequenceNet, palette: str) -> None:
        """What is shown below the controls, to choose from: nothing, unless said otherwise."""
        return


@dataclass(frozen=True)
class NumberChange(Change):
    """A change by one number, which stands on a slider once it is made."""

    value: float

    def span(self, cell: Cell) -> tuple[float, float, float]:
        """Least, most and step of its slider, on the page of a net of this cell."""
        return -5.0, 5.0, 0.05


@dataclass(frozen=True)
class WholeNetChange(NumberChange):
    """A change of the whole net by one number, with nothing to choose but that."""

    kind: ClassVar[str]
    start: ClassVar[float] = 1.0

    @classmethod
    def read(cls, kind: str, words: list[str]) -> Self:
        """From the number."""
        return cls(read_number(*expect(words, 1, f"{kind},1.5")))

    def words(self) -> list[str]:
        """Kind and number."""
        return [self.kind, f"{self.value:g}"]

    @classmethod
    def choose(cls, kind: str, net: SequenceNet, tokens: tuple[str, ...]) -> Self:
        """There is nothing to choose."""
        return cls(cls.start)


def expect(words: list[str], count: int, example: str) -> list[str]:
    """So many words. Raises InputError with an example."""
    if len(words) != count:
        raise InputError(f"it should read like {example}")
    return words


def read_whole(text: str) -> int:
    """A whole number, 0 or more, of a link. Raises InputError."""
    number = typed_whole(text)
    if number is None or len(text) > MOST_DIGITS:
        raise InputError(f"{text[:30]!r} is not a whole number of at most {MOST_DIGITS} digits")
    return number


def read_number(text: str) -> float:
    """A number of a link. Raises InputError, also where it would overflow in a net."""
    try:
        value = float(text)
    except ValueError:
        value = nan
    if not abs(value) <= FARTHEST:
        raise InputError(f"{text[:30]!r} is not a number from -{FARTHEST:,} to {FARTHEST:,}")
    return value
