"""Every kind of recurrent cell: one file each, which declares a `Cell`, and a line here."""

from functools import cache
from importlib import import_module

from lstmviz.nets.cells.cell import Cell, Quantity

FILES = (  # a line a cell
    "rnn",
    "relu_rnn",
    "lstm",
    "gru",
    "peephole_lstm",
    "min_lstm",
)

CELLS: dict[str, Cell] = {}
for _file in FILES:
    _cell: Cell = import_module(f"{__name__}.{_file}").CELL
    CELLS[_cell.name] = _cell


@cache
def of_mode(mode: str) -> Cell:
    """The cell of a module by what the module calls itself: "LSTM", "RNN_RELU"."""
    return next(cell for cell in CELLS.values() if cell.mode == mode)


__all__ = ["CELLS", "Cell", "Quantity", "of_mode"]
