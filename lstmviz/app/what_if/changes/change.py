"""What a change is: something that a visitor does to a run, with its words in the link and its form.

A change is written `forget_gate,set,0.99,u1,t3-9`: its kind, then what else it needs. A new kind is one file
beside this one, and one line in `changes.CHANGES`; forget_bias.py is a short one to copy.
"""

from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from math import nan
from typing import Any, ClassVar, Self

import lstmviz
from lstmviz.app.link.fields import quoted
from lstmviz.app.what_if.changes.form import ONLY, Form, Span
from lstmviz.errors import InputError
from lstmviz.languages import gettext as _
from lstmviz.learn.subject import Subject
from lstmviz.nets.cells import Cell, of_mode
from lstmviz.nets.sequence import SequenceNet
from lstmviz.whole_numbers import typed_whole

MOST_DIGITS = 6  # of a whole number in a link
FARTHEST = 1_000_000  # from 0, of any number in a link


@dataclass
class PlannedRun:
    """What is about to run: a net of the visitor's own, tokens, and edits to make on the way."""

    subject: Subject
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
    def form(cls, kind: str, net: SequenceNet, tokens: tuple[str, ...]) -> Form:
        """How it is made in the browser, in a run of this net over these tokens."""


@dataclass(frozen=True)
class NumberChange(Change):
    """A change by one number, which stands on a slider."""

    value: float


@dataclass(frozen=True)
class WholeNetChange(NumberChange):
    """A change of the whole net by one number, with nothing to choose but that."""

    kind: ClassVar[str]
    sentence: ClassVar[str]
    template: ClassVar[str]  # what it says
    symbols: ClassVar[str]  # the same in short
    slider: ClassVar[Span]

    @classmethod
    def read(cls, kind: str, words: list[str]) -> Self:
        """From the number."""
        return cls(read_number(*expect(words, 1, f"{kind},1.5")))

    def words(self) -> list[str]:
        """Kind and number."""
        return [self.kind, f"{self.value:g}"]

    def says(self) -> str:
        """The template with the number in it."""
        return _(self.template).format(value=f"{self.value:g}")

    @classmethod
    @abstractmethod
    def does(cls, cell: Cell) -> Mapping[str, Any]:
        """What the browser does to a run: a change as draw/stepper/edits.js takes it."""

    @classmethod
    def form(cls, kind: str, net: SequenceNet, tokens: tuple[str, ...]) -> Form:
        """There is nothing to choose but the number."""
        cell = of_mode(net.recurrent.mode)
        return Form(
            title=_(cls.kinds_of(cell)[kind]),
            sentence=_(cls.sentence),
            word="{kind},{value}",
            fields=(),
            says={ONLY: _(cls.template)},
            short={ONLY: cls.symbols},
            spans={ONLY: replace(cls.slider, label=_(cls.slider.label))},
            does=cls.does(cell),
        )


def expect(words: list[str], count: int, example: str) -> list[str]:
    """So many words. Raises InputError with an example."""
    if len(words) != count:
        raise InputError("it should read like {example}", example=example)
    return words


def read_whole(text: str) -> int:
    """A whole number, 0 or more, of a link. Raises InputError."""
    number = typed_whole(text)
    if number is None or len(text) > MOST_DIGITS:
        raise InputError(
            "{word} is not a whole number of at most {most} digits", word=quoted(text), most=MOST_DIGITS
        )
    return number


def read_number(text: str) -> float:
    """A number of a link. Raises InputError, also where it would overflow in a net."""
    try:
        value = float(text)
    except ValueError:
        value = nan
    if not abs(value) <= FARTHEST:
        raise InputError(
            "{word} is not a number from {least:,} to {most:,}",
            word=quoted(text),
            least=-FARTHEST,
            most=FARTHEST,
        )
    return value
