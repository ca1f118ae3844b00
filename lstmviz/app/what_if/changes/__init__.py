"""What a visitor can change in a run, in the order of the menu. A new kind is one file and one line here."""

from lstmviz.app.what_if.changes.change import Change, NumberChange, PlannedRun
from lstmviz.app.what_if.changes.forget_bias import ForgetBias
from lstmviz.app.what_if.changes.form import Form
from lstmviz.app.what_if.changes.quantity import QuantityChange
from lstmviz.app.what_if.changes.recurrent_scale import RecurrentScale
from lstmviz.app.what_if.changes.token import TokenChange
from lstmviz.app.what_if.changes.weight import WeightChange
from lstmviz.nets.cells import CELLS, Cell

__all__ = ["CHANGES", "KINDS", "Change", "Form", "NumberChange", "PlannedRun", "kinds_of"]

CHANGES: tuple[type[Change], ...] = (QuantityChange, WeightChange, ForgetBias, RecurrentScale, TokenChange)

KINDS: dict[str, type[Change]] = {
    kind: change for change in CHANGES for cell in CELLS.values() for kind in change.kinds_of(cell)
}


def kinds_of(cell: Cell) -> dict[str, str]:
    """First word in the link -> title in the menu, of all that can be changed in a run of a cell."""
    return {kind: title for change in CHANGES for kind, title in change.kinds_of(cell).items()}
