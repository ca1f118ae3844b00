"""A gate, a candidate or a state: set, added to or scaled on the way."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self

import streamlit as st

import lstmviz
from lstmviz.app.what_if.changes.change import NumberChange, PlannedRun, expect, read_number, read_whole
from lstmviz.errors import InputError
from lstmviz.internals.edits import Mode
from lstmviz.nets.cells import CELLS, Cell
from lstmviz.nets.sequence import SequenceNet

MODES: dict[Mode, str] = {"set": "set to", "add": "plus", "scale": "times"}
TITLES = {quantity.name: quantity.title for cell in CELLS.values() for quantity in cell.quantities}
FIRST_VALUES: dict[Mode, float] = {"set": 0.0, "add": 1.0, "scale": 1.0}


@dataclass(frozen=True)
class QuantityChange(NumberChange):
    """One quantity of one unit or all, over a range of steps or all."""

    quantity: str
    mode: Mode
    unit: int | None  # None: all
    first: int | None  # steps count from 1, as the page shows them; None: all
    last: int | None

    @classmethod
    def kinds_of(cls, cell: Cell) -> Mapping[str, str]:
        """All that the cell computes."""
        return {quantity.name: quantity.title for quantity in cell.quantities}

    @classmethod
    def read(cls, kind: str, words: list[str]) -> Self:
        """From set,0.99,u1,t3-9."""
        mode, value, unit, steps = expect(words, 4, f"{kind},set,0.5,u1,t3-9")
        if mode not in MODES:
            raise InputError(f"there is no mode {mode!r}; choose one of {', '.join(MODES)}")
        span = [] if steps == "all" else [read_whole(step) for step in steps.removeprefix("t").split("-")]
        if len(span) not in (0, 2):
            raise InputError(f"{steps!r} are no steps; write t3-9, or all")
        first, last = span or (None, None)
        of = None if unit == "all" else read_whole(unit.removeprefix("u"))
        return cls(read_number(value), kind, mode, of, first, last)

    def words(self) -> list[str]:
        """forget_gate,set,0.99,u1,t3-9."""
        unit = "all" if self.unit is None else f"u{self.unit}"
        steps = "all" if self.first is None else f"t{self.first}-{self.last}"
        return [self.quantity, self.mode, f"{self.value:g}", unit, steps]

    def says(self) -> str:
        """Such as: forget gate of unit 1 set to 0.99 at t = 3 to 9."""
        unit = "all units" if self.unit is None else f"unit {self.unit}"
        steps = "at every step" if self.first is None else f"at t = {self.first} to {self.last}"
        if self.first is not None and self.first == self.last:
            steps = f"at t = {self.first}"
        return f"{TITLES[self.quantity]} of {unit} {MODES[self.mode]} {self.value:g} {steps}"

    def apply(self, run: PlannedRun) -> None:
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

    def span(self, cell: Cell) -> tuple[float, float, float]:
        """What the quantity can be, where it is set."""
        if self.mode == "scale":
            return 0.0, 3.0, 0.01
        of = cell.quantity(self.quantity) if self.quantity in cell.order else None
        if self.mode == "add" or of is None or of.limit is None:
            return super().span(cell)
        return 0.0 if of.kind == "gate" else -of.limit, of.limit, 0.01

    @classmethod
    def choose(cls, kind: str, net: SequenceNet, tokens: tuple[str, ...]) -> Self:
        """How, of which unit, and at which steps."""
        steps = len(tokens)
        mode = st.selectbox("how", list(MODES), format_func=MODES.__getitem__, key="mode", width=110)
        units = [None, *range(net.recurrent.hidden_size)]
        unit = st.selectbox("of unit", units, format_func=_unit_title, key="of unit", width=110)
        first, last = 1, 1
        if steps > 1:
            key = f"steps of {steps}"
            first, last = st.slider("from t to t", 1, steps, (1, steps), key=key, width=300)
        return cls(FIRST_VALUES[mode], kind, mode, unit, first, last)


def _unit_title(unit: int | None) -> str:
    return "all" if unit is None else str(unit)
