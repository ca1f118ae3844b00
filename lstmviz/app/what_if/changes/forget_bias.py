"""The forget gate's bias of all units, shifted."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from lstmviz.app.what_if.changes.change import PlannedRun, WholeNetChange
from lstmviz.app.what_if.changes.form import Span
from lstmviz.languages import N_
from lstmviz.nets.cells import Cell, of_mode


@dataclass(frozen=True)
class ForgetBias(WholeNetChange):
    """So much more in every unit's bias, so that it forgets less; or less, so that it forgets more."""

    kind: ClassVar = "forget-bias"
    sentence: ClassVar = N_("Add to the {kind}")
    template: ClassVar = N_("forget-gate bias of all units plus {value}")
    symbols: ClassVar = "b_f + {value}"
    slider: ClassVar = Span(-5.0, 5.0, 0.05, start=-2.0, label=N_("plus"), without=0.0)

    @classmethod
    def kinds_of(cls, cell: Cell) -> Mapping[str, str]:
        """Where there is a forget gate."""
        return {cls.kind: N_("forget-gate bias of all units")} if "forget_gate" in cell.blocks else {}

    def apply(self, run: PlannedRun) -> None:
        """In the visitor's own copy."""
        recurrent, layer = run.net.recurrent, run.net.layer
        cell = of_mode(recurrent.mode)
        bias = recurrent.get_parameter(f"{_bias(cell)}_{layer}")
        bias[cell.rows("forget_gate", recurrent.hidden_size)] += self.value

    @classmethod
    def does(cls, cell: Cell) -> Mapping[str, Any]:
        """The same."""
        rows = {"block": "forget_gate", "row": None, "column": None}
        return {"weight": _bias(cell), "mode": "add", "value": "{value}", **rows}


def _bias(cell: Cell) -> str:
    """Where there are two, either does."""
    return "bias_hh" if cell.recurrent else "bias_ih"
