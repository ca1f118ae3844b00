"""What a claim is: a statement that one can doubt, the experiment that tests it, and what it is worth.

A claim measures rows: plain records, one a measurement, like the lines of a table. The picture and the
verdict are made from as many rows as there are, so that a live run fills the picture, and a stored one
shows it at once.
"""

import math
from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Any, ClassVar

from lstmviz.draw.charts import Picture
from lstmviz.draw.figures import Look
from lstmviz.errors import InputError
from lstmviz.languages import Translatable
from lstmviz.storage.stored import Row as Row  # the claims take it from here

Settings = Mapping[str, Any]
"""The value of every control of a claim, by name."""

MOST_POINTS = 60
SPAN = 4  # a point's coordinates lie in ±SPAN


@dataclass(frozen=True)
class Slider:
    """A number to choose."""

    name: str  # its word in links
    label: str
    start: float
    least: float
    most: float
    step: float
    why: str = ""  # why it ends where it does

    def read(self, word: str) -> float:
        """The number that a link's word names. Raises InputError out of range or between the steps."""
        try:
            value = float(word)
        except ValueError:
            value = math.nan
        if not self.least <= value <= self.most:
            raise InputError(
                "{word} is not a number from {least:g} to {most:g}. {why}",
                word=repr(word[:30]),
                least=self.least,
                most=self.most,
                why=Translatable(self.why),
            )
        return self.on_step(value)

    def on_step(self, value: float) -> float:
        """The nearest number that the slider can stand at; whole where its steps are."""
        steps = round((value - self.least) / self.step)
        return type(self.step)(round(self.least + steps * self.step, 9))


@dataclass(frozen=True)
class Choice:
    """One of a few."""

    name: str
    label: str
    start: str
    options: dict[str, str]  # word in links -> as the page shows it

    def read(self, word: str) -> str:
        """The option that a link's word names. Raises InputError where there is none."""
        if word not in self.options:
            raise InputError(
                "there is no {word}; choose one of {choices}.",
                word=repr(word[:30]),
                choices=", ".join(self.options),
            )
        return word


@dataclass(frozen=True)
class Points:
    """Points of two classes in the plane, which a visitor clicks into the picture: "1,-0.5,a;2,3,b"."""

    name: str
    label: str
    start: str
    presets: dict[str, str] = field(default_factory=dict)  # title of a button -> the points it puts there

    def read(self, word: str) -> str:
        """The points as a link writes them. Raises InputError where one cannot be read."""
        points_of(word)
        return word


Control = Slider | Choice | Points


def points_of(word: str) -> list[tuple[float, float, str]]:
    """x, y and class ("a" or "b") of every point. Raises InputError naming the point that cannot be read."""
    points = []
    for piece in filter(None, word.split(";")):
        try:
            x, y, kind = piece.split(",")
            point = (float(x), float(y), kind)
        except ValueError:
            raise InputError("{word} is not a point; write x,y,a or x,y,b.", word=repr(piece[:30])) from None
        if kind not in ("a", "b") or not all(abs(value) <= SPAN for value in point[:2]):
            raise InputError(
                "{word} is not a point: x and y lie in ±{span}, the class is a or b.",
                word=repr(piece[:30]),
                span=SPAN,
            )
        points.append(point)
    if len(points) > MOST_POINTS:
        raise InputError(
            "There are {points} points; the limit is {most}.", points=len(points), most=MOST_POINTS
        )
    return points


@dataclass(frozen=True)
class Verdict:
    """What the rows say to the statement."""

    right: int | None  # position of the right answer in Claim.options; None where the rows do not decide
    says: str  # what was measured, with its numbers and their spread
    condition: str  # when the statement holds, and when not


class Claim(ABC):
    """One statement and its experiment. A new one is one file, and one line in `claims.CLAIMS`."""

    name: ClassVar[str]  # in links and file names
    page: ClassVar[str]  # the file in pages/ it stands on
    title: ClassVar[str]
    statement: ClassVar[str]  # as it is commonly told, one sentence
    question: ClassVar[str]  # asks for a guess before anything is shown
    options: ClassVar[tuple[str, ...]]
    explanation: ClassVar[str]  # what happened and why, with its sources; Markdown
    controls: ClassVar[tuple[Control, ...]] = ()
    quick: ClassVar[bool] = False  # whether it takes a second at most, and so runs at every move of a control
    timed: ClassVar[bool] = False  # whether it measures time, so that running it again gives other rows
    leads_to: ClassVar[str] = ""  # an address of the app that goes on from here, where not the next claim

    @abstractmethod
    def expected(self, settings: Settings) -> int:
        """How many rows `measure` will yield, for the progress bar."""

    @abstractmethod
    def measure(self, settings: Settings) -> Iterator[Row]:
        """The experiment: the same rows for the same settings every time, unless it measures time."""

    def go_on(self, settings: Settings, done: int) -> Iterator[Row]:
        """The rows behind the first `done`; those are measured again, unless a claim knows better."""
        return islice(self.measure(settings), done, None)

    @abstractmethod
    def pictures(self, rows: Sequence[Row], settings: Settings, look: Look) -> tuple[Picture, ...]:
        """What is shown of the rows so far: none, some or all of them."""

    @abstractmethod
    def verdict(self, rows: Sequence[Row], settings: Settings) -> Verdict:
        """What all rows together say."""

    def before_guess(self, rows: Sequence[Row]) -> Sequence[Row]:
        """What of the rows may be seen before the guess: none, unless said otherwise."""
        return rows[:0]

    def defaults(self) -> dict[str, Any]:
        """Every control where it starts."""
        return {control.name: control.start for control in self.controls}


class CaseByCase(Claim):
    """A claim whose rows know nothing of each other: one that was stopped goes on at the next case."""

    @abstractmethod
    def cases(self, settings: Settings) -> Sequence[Row]:
        """What each row is of: the part of it that is known before it is measured."""

    @abstractmethod
    def measure_one(self, case: Row, settings: Settings) -> Row:
        """What is measured of a case."""

    def expected(self, settings: Settings) -> int:
        """One row a case."""
        return len(self.cases(settings))

    def measure(self, settings: Settings) -> Iterator[Row]:
        """Case by case, in their order."""
        return self.go_on(settings, 0)

    def go_on(self, settings: Settings, done: int) -> Iterator[Row]:
        """The cases behind the first `done`."""
        return (self.row(settings, case) for case in self.cases(settings)[done:])

    def row(self, settings: Settings, case: Row) -> Row:
        """A case, and what is measured of it."""
        return case | self.measure_one(case, settings)
