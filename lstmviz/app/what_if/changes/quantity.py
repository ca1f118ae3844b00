"""A gate, a candidate or a state: set, added to or scaled on the way."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self

import lstmviz
from lstmviz.app.link.fields import quoted
from lstmviz.app.what_if.changes.change import NumberChange, PlannedRun, expect, read_number, read_whole
from lstmviz.app.what_if.changes.form import Field, Form, Span
from lstmviz.draw.notation import notation
from lstmviz.errors import InputError
from lstmviz.internals.edits import Mode
from lstmviz.languages import N_
from lstmviz.languages import gettext as _
from lstmviz.nets.cells import CELLS, Cell, Quantity, of_mode
from lstmviz.nets.sequence import SequenceNet

MODES: dict[Mode, str] = {"set": N_("Hold"), "add": N_("Add to"), "scale": N_("Multiply")}
SIGNS: dict[Mode, str] = {"set": "=", "add": "+", "scale": "×"}
SAYS: dict[Mode, str] = {
    "set": N_("{title} of {unit} set to {value} {steps}"),
    "add": N_("{title} of {unit} plus {value} {steps}"),
    "scale": N_("{title} of {unit} times {value} {steps}"),
}
UNITS = {"all": N_("all units"), "one": N_("unit {unit}")}
STEPS = {"all": N_("at every step"), "one": N_("at t = {first}"), "some": N_("at t = {first} to {last}")}
TITLES = {quantity.name: quantity.title for cell in CELLS.values() for quantity in cell.quantities}


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
            raise InputError(
                "there is no mode {mode}; choose one of {choices}",
                mode=quoted(mode),
                choices=", ".join(MODES),
            )
        span = [] if steps == "all" else [read_whole(step) for step in steps.removeprefix("t").split("-")]
        if len(span) not in (0, 2):
            raise InputError("{steps} does not name steps; write t3-9, or all", steps=quoted(steps))
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
        unit = _(UNITS["all" if self.unit is None else "one"]).format(unit=self.unit)
        count = "all" if self.first is None else "one" if self.first == self.last else "some"
        steps = _(STEPS[count]).format(first=self.first, last=self.last)
        named = {"title": _(TITLES[self.quantity]), "unit": unit, "steps": steps}
        return _(SAYS[self.mode]).format(value=f"{self.value:g}", **named)

    def apply(self, run: PlannedRun) -> None:
        """On the way."""
        units, steps = run.net.recurrent.hidden_size, len(run.tokens)
        if self.unit is not None and self.unit >= units:
            raise InputError("the net has {count} units, counted from 0", count=units)
        if self.first is not None and not 1 <= self.first <= (self.last or 0) <= steps:
            raise InputError("the sequence has steps 1 to {steps}", steps=steps)
        run.edits.append(self.edit(run.net.layer_number))

    def edit(self, layer: int = 0) -> lstmviz.Edit:
        """As the engine knows it, which counts steps from 0."""
        steps = None if self.first is None or self.last is None else range(self.first - 1, self.last)
        units = None if self.unit is None else [self.unit]
        return lstmviz.Edit(self.quantity, self.value, self.mode, layer, units=units, steps=steps)

    @classmethod
    def form(cls, kind: str, net: SequenceNet, tokens: tuple[str, ...]) -> Form:
        """How, in which unit, and at which steps."""
        cell, steps = of_mode(net.recurrent.mode), len(tokens)
        of, symbol = cell.quantity(kind), notation().symbol(cell, kind)
        texts = {str(mode): _(text).replace("{title}", _(of.title)) for mode, text in SAYS.items()}
        return Form(
            title=_(of.title),
            sentence=_("{mode} the {kind} of {unit} at t = {steps}"),
            word="{kind},{mode},{value},{unit},{steps}",
            fields=(
                Field("mode", "choice", _("How"), "set", options=_spoken(MODES)),
                Field("unit", "unit", _("Unit"), None, count=net.recurrent.hidden_size, texts=_spoken(UNITS)),
                Field("steps", "steps", _("Steps"), (1, steps), count=steps, texts=_spoken(STEPS)),
            ),
            says=texts,
            short={mode: f"{symbol} {sign} {{value}}" for mode, sign in SIGNS.items()},
            spans=_spans(of),
            does={name: f"{{{name}}}" for name in ("mode", "value", "unit", "first", "last")}
            | {"quantity": kind},
        )


def _spoken(texts: Mapping[Any, str]) -> dict[str, str]:
    return {name: _(text) for name, text in texts.items()}


def _spans(of: Quantity) -> dict[str, Span]:
    """What the quantity can be, where it is held; else, as far as is of use."""
    low, high, step = (-5.0, 5.0, 0.05) if of.limit is None else (-of.limit, of.limit, 0.01)
    return {
        "set": Span(0.0 if of.kind == "gate" else low, high, step, start=0.0, label=_("at")),
        "add": Span(-5.0, 5.0, 0.05, start=1.0, label=_("plus"), without=0.0),
        "scale": Span(0.0, 3.0, 0.01, start=0.5, label=_("times"), without=1.0),
    }
