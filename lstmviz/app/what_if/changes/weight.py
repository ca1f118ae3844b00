"""One weight or bias: picked by its row and column, or by a click on the heatmap of all of them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self

import streamlit as st
from torch import Tensor

from lstmviz.app.charts import show_pictures
from lstmviz.app.choices import set_control
from lstmviz.app.what_if.changes.change import NumberChange, PlannedRun, expect, read_number, read_whole
from lstmviz.draw.weight_picture import weight_picture
from lstmviz.errors import InputError
from lstmviz.nets.cells import Cell, Quantity, of_mode
from lstmviz.nets.sequence import SequenceNet


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
        return f"{self.name}[{self.row}, {self.column}] set to {self.value:g}"

    def apply(self, run: PlannedRun) -> None:
        """In the visitor's own copy."""
        weight = _matrix(run.net, self.name)
        rows, columns = weight.shape
        if self.row >= rows or self.column >= columns:
            raise InputError(
                f"{self.name} has {rows} rows and {columns} columns, counted from 0; "
                f"there is no [{self.row}, {self.column}]"
            )
        weight[self.row, self.column] = self.value

    @classmethod
    def choose(cls, kind: str, net: SequenceNet, tokens: tuple[str, ...]) -> Self:
        """Row and column; the change starts from the weight as it is."""
        weight = _matrix(net, kind)
        rows, columns = weight.shape
        units = net.recurrent.hidden_size
        for key, most in (("row", rows), ("column", columns)):
            set_control(key, min(st.session_state.get(key, 0), most - 1))
        row = st.number_input("row", 0, rows - 1, key="row", width=110)
        column = st.number_input("column", 0, columns - 1, key="column", width=110)
        block = _blocks(net, kind)[row // units]
        st.markdown(f"{block.title} {block.symbol} of unit {row % units}")
        return cls(round(weight[row, column].item(), 3), kind, row, column)

    @classmethod
    def show(cls, kind: str, net: SequenceNet, palette: str) -> None:
        """The weights that the change is about to be made to; a click picks one of them."""
        values = _matrix(net, kind).numpy()
        symbols = [block.symbol for block in _blocks(net, kind)]
        picked = (st.session_state["row"], st.session_state["column"])
        show_pictures(
            lambda look: (weight_picture(kind, values, symbols, picked, look),), "weights", palette, _pick
        )


def _matrix(net: SequenceNet, name: str) -> Tensor:
    """A view of the parameter with rows and columns: a bias is one column."""
    parameter = net.recurrent.get_parameter(f"{name}_l0")
    return parameter.view(len(parameter), -1)


def _blocks(net: SequenceNet, name: str) -> list[Quantity]:
    """What each block of rows of the parameter is for."""
    cell = of_mode(net.recurrent.mode)
    return [cell.quantity(block) for block in cell.blocks_of(name)]


def _pick(x: float, y: float) -> None:
    st.session_state["row"], st.session_state["column"] = round(y), round(x)
