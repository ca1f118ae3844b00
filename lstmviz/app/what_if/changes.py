"""What a visitor can change in a run: each change a small record with its words in the address.

A change is written `forget_gate,set,0.99,u1,t3-9`. A new kind is one class here and one line in KINDS.
"""

from dataclasses import dataclass, field
from math import isfinite
from typing import ClassVar, Protocol, Self

import lstmviz
from lstmviz.draw.quantities import CELLS
from lstmviz.errors import InputError
from lstmviz.internals.edits import Mode
from lstmviz.learn.tasks import Task
from lstmviz.nets.sequence import SequenceNet

WEIGHTS = ("weight_ih", "weight_hh", "bias_ih", "bias_hh")
MODES: dict[Mode, str] = {"set": "set to", "add": "plus", "scale": "times"}


@dataclass
class Run:
    """What is about to run: a net of the visitor's own, tokens, and edits to make on the way."""

    task: Task
    net: SequenceNet
    tokens: list[str]
    edits: list[lstmviz.Edit] = field(default_factory=list)


class Change(Protocol):
    """One thing done to a run."""

    def words(self) -> list[str]:
        """Its form in the address."""

    def says(self) -> str:
        """Its form in the list on the page."""

    def apply(self, run: Run) -> None:
        """Do it. Raises InputError where the run has no such thing."""


@dataclass(frozen=True)
class QuantityChange:
    """A gate, candidate, cell or hidden state set, added to or scaled, for a unit and a range of steps."""

    quantity: str
    mode: Mode
    value: float
    unit: int | None  # None: all
    first: int | None  # steps count from 1, as the page shows them; None: all
    last: int | None

    @classmethod
    def read(cls, kind: str, words: list[str]) -> Self:
        """From the words after the kind."""
        mode, value, unit, steps = _expect(words, 4, f"{kind},set,0.5,u1,t3-9")
        if mode not in MODES:
            raise InputError(f"there is no mode {mode!r}; choose one of {', '.join(MODES)}")
        span = [] if steps == "all" else [_whole(step) for step in steps.removeprefix("t").split("-")]
        if len(span) not in (0, 2):
            raise InputError(f"{steps!r} are no steps; write t3-9, or all")
        first, last = span or (None, None)
        return cls(
            kind, mode, _number(value), None if unit == "all" else _whole(unit.removeprefix("u")), first, last
        )

    def words(self) -> list[str]:
        """forget_gate,set,0.99,u1,t3-9"""
        unit = "all" if self.unit is None else f"u{self.unit}"
        steps = "all" if self.first is None else f"t{self.first}-{self.last}"
        return [self.quantity, self.mode, f"{self.value:g}", unit, steps]

    def says(self) -> str:
        """forget gate of unit 1 set to 0.99 at t = 3 to 9"""
        title = {line.name: line.title for cell in CELLS.values() for line in cell}[self.quantity]
        unit = "all units" if self.unit is None else f"unit {self.unit}"
        steps = "at every step" if self.first is None else f"at t = {self.first} to {self.last}"
        if self.first is not None and self.first == self.last:
            steps = f"at t = {self.first}"
        return f"{title} of {unit} {MODES[self.mode]} {self.value:g} {steps}"

    def apply(self, run: Run) -> None:
        """On the way."""
        units, steps = run.net.recurrent.hidden_size, len(run.tokens)
        if self.unit is not None and self.unit >= units:
            raise InputError(f"the net has {units} units, counted from 0")
        if self.first is not None and not 1 <= self.first <= (self.last or 0) <= steps:
            raise InputError(f"the sequence has steps 1 to {steps}")
        run.edits.append(self.edit())

    def edit(self) -> lstmviz.Edit:
        """As the engine knows it, which counts steps from 0."""
        steps = None if self.first is None or self.last is None else range(self.first - 1, self.last)
        units = None if self.unit is None else [self.unit]
        return lstmviz.Edit(self.quantity, self.value, self.mode, units=units, steps=steps)


@dataclass(frozen=True)
class WeightChange:
    """One weight or bias set to a number."""

    name: str
    row: int
    column: int
    value: float

    @classmethod
    def read(cls, kind: str, words: list[str]) -> Self:
        """From the words after the kind."""
        row, column, value = _expect(words, 3, f"{kind},12,3,0.5")
        return cls(kind, _whole(row), _whole(column), _number(value))

    def words(self) -> list[str]:
        """weight_hh,12,3,0.5"""
        return [self.name, str(self.row), str(self.column), f"{self.value:g}"]

    def says(self) -> str:
        """weight_hh[12, 3] set to 0.5"""
        return f"{self.name}[{self.row}, {self.column}] set to {self.value:g}"

    def apply(self, run: Run) -> None:
        """In the visitor's own copy."""
        parameter = run.net.recurrent.get_parameter(f"{self.name}_l0")
        weight = parameter.view(len(parameter), -1)  # a bias is one column
        rows, columns = weight.shape
        if self.row >= rows or self.column >= columns:
            raise InputError(
                f"{self.name} has {rows} rows and {columns} columns, counted from 0; "
                f"there is no [{self.row}, {self.column}]"
            )
        weight[self.row, self.column] = self.value


@dataclass(frozen=True)
class _Amount:
    """A change of the whole net by one number."""

    value: float
    kind: ClassVar[str]

    @classmethod
    def read(cls, kind: str, words: list[str]) -> Self:
        """From the words after the kind."""
        return cls(_number(*_expect(words, 1, f"{kind},1.5")))

    def words(self) -> list[str]:
        """forget-bias,1.5"""
        return [self.kind, f"{self.value:g}"]


@dataclass(frozen=True)
class ForgetBias(_Amount):
    """The forget gate's bias of all units, shifted."""

    kind: ClassVar[str] = "forget-bias"

    def says(self) -> str:
        """forget-gate bias of all units plus 1.5"""
        return f"forget-gate bias of all units plus {self.value:g}"

    def apply(self, run: Run) -> None:
        """PyTorch's rows are i, f, g, o."""
        units = run.net.recurrent.hidden_size
        run.net.recurrent.get_parameter("bias_hh_l0")[units : 2 * units] += self.value


@dataclass(frozen=True)
class RecurrentScale(_Amount):
    """All recurrent weights, scaled."""

    kind: ClassVar[str] = "recurrent-scale"

    def says(self) -> str:
        """all recurrent weights times 1.5"""
        return f"all recurrent weights times {self.value:g}"

    def apply(self, run: Run) -> None:
        """In the visitor's own copy."""
        run.net.recurrent.get_parameter("weight_hh_l0").mul_(self.value)


@dataclass(frozen=True)
class TokenChange:
    """Another token at one step."""

    step: int  # from 1
    token: str
    kind: ClassVar[str] = "token"

    @classmethod
    def read(cls, kind: str, words: list[str]) -> Self:
        """From the words after the kind."""
        step, token = _expect(words, 2, f"{kind},5,b")
        return cls(_whole(step), token)

    def words(self) -> list[str]:
        """token,5,b"""
        return [self.kind, str(self.step), self.token]

    def says(self) -> str:
        """token at t = 5 is b"""
        return f"token at t = {self.step} is {self.token}"

    def apply(self, run: Run) -> None:
        """Before the net reads it."""
        if not 1 <= self.step <= len(run.tokens):
            raise InputError(f"the sequence has {len(run.tokens)} steps; there is no step {self.step}")
        if self.token not in getattr(run.task, "alphabet", ()):  # a space is a token, but no sequence
            run.task.tokens(self.token)
        run.tokens[self.step - 1] = self.token


KINDS: dict[str, type[QuantityChange | WeightChange | ForgetBias | RecurrentScale | TokenChange]] = {
    **{line.name: QuantityChange for line in CELLS["lstm"]},
    **dict.fromkeys(WEIGHTS, WeightChange),
    ForgetBias.kind: ForgetBias,
    RecurrentScale.kind: RecurrentScale,
    TokenChange.kind: TokenChange,
}


def _expect(words: list[str], count: int, example: str) -> list[str]:
    if len(words) != count:
        raise InputError(f"it should read like {example}")
    return words


def _whole(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) <= 6):
        raise InputError(f"{text!r} is not a whole number")
    return int(text)


def _number(text: str) -> float:
    try:
        value = float(text)
    except ValueError:
        raise InputError(f"{text!r} is not a number") from None
    if not isfinite(value):
        raise InputError(f"{text} is not finite")
    return value
