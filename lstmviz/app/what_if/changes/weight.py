"""One weight or bias: picked by its row and column, or by a click on the heatmap of all of them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self

from torch import Tensor

from lstmviz.app.what_if.changes.change import NumberChange, PlannedRun, expect, read_number, read_whole
from lstmviz.app.what_if.changes.form import ONLY, Field, Form, Span
from lstmviz.errors import InputError
from lstmviz.languages import N_
from lstmviz.languages import gettext as _
from lstmviz.nets.cells import Cell
from lstmviz.nets.sequence import SequenceNet

SAYS = N_("{kind}[{row}, {column}] set to {value}")


@dataclass(frozen=True)
class WeightChange(NumberChange):
    """One number of a weight matrix or a bias, set to another."""

    name: str
    row: int
    column: int

    @classmethod
    def kinds_of(cls, cell: Cell) -> Mapping[str, str]:
        """Every weight and bias of a layer."""
        return {name: f"one number of {name}" for name in cell.shapes(1, 1)}

    @classmethod
    def read(cls, kind: str, words: list[str]) -> Self:
        """From 12,3,0.5."""
        row, column, value = expect(words, 3, f"{kind},12,3,0.5")
        return cls(read_number(value), kind, read_whole(row), read_whole(column))

    def words(self) -> list[str]:
        """weight_hh,12,3,0.5."""
        return [self.name, str(self.row), str(self.column), f"{self.value:g}"]

    def says(self) -> str:
        """Such as: weight_hh[12, 3] set to 0.5."""
        return _(SAYS).format(kind=self.name, row=self.row, column=self.column, value=f"{self.value:g}")

    def apply(self, run: PlannedRun) -> None:
        """In the visitor's own copy."""
        weight = _matrix(run.net, self.name)
        rows, columns = weight.shape
        if self.row >= rows or self.column >= columns:
            raise InputError(
                "{kind} has {rows} rows and {columns} columns, counted from 0; there is no {place}",
                kind=self.name,
                rows=rows,
                columns=columns,
                place=[self.row, self.column],
            )
        weight[self.row, self.column] = self.value

    @classmethod
    def form(cls, kind: str, net: SequenceNet, tokens: tuple[str, ...]) -> Form:
        """Row and column, at first those of the largest weight, which is taken away."""
        weight = _matrix(net, kind)
        rows, columns = weight.shape
        row, column = divmod(int(weight.abs().argmax()), columns)
        return Form(
            title=_("one number of {kind}").format(kind=kind),
            sentence=_("Set {kind}, row {row} and column {column}"),
            word="{kind},{row},{column},{value}",
            fields=(
                Field("row", "whole", _("Row"), row, count=rows),
                Field("column", "whole", _("Column"), column, count=columns),
            ),
            says={ONLY: _(SAYS)},
            short={ONLY: "{kind}[{row}, {column}] = {value}"},
            spans={ONLY: Span(-5.0, 5.0, 0.05, start=0.0, label=_("to"))},
            does={"weight": kind, "mode": "set", "value": "{value}", "block": None}
            | {"row": "{row}", "column": "{column}"},
        )


def _matrix(net: SequenceNet, name: str) -> Tensor:
    """A view of the parameter with rows and columns: a bias is one column."""
    parameter = net.recurrent.get_parameter(f"{name}_{net.layer}")
    return parameter.view(len(parameter), -1)
