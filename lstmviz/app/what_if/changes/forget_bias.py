"""The forget gate's bias of all units, shifted."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from lstmviz.app.what_if.changes.change import PlannedRun, WholeNetChange
from lstmviz.nets.cells import Cell, of_mode


@dataclass(frozen=True)
class ForgetBias(WholeNetChange):
    """So much more in every unit's bias, so that it forgets less; or less, so that it forgets more."""

    kind: ClassVar = "forget-bias"

    @classmethod
    def kinds_of(cls, cell: Cell) -> Mapping[str, str]:
        """Where there is a forget gate."""
        return {cls.kind: "forget-gate bias of all units"} if "forget_gate" in cell.blocks else {}

    def says(self) -> str:
        """Such as: forget-gate bias of all units plus 1.5."""
        return f"forget-gate bias of all units plus {self.value:g}"

    def apply(self, run: PlannedRun) -> None:
        """In the visitor's own copy."""
        recurrent = run.net.recurrent
        cell = of_mode(recurrent.mode)
        bias = "bias_hh_l0" if cell.recurrent else "bias_ih_l0"  # where there are two, either does
        recurrent.get_parameter(bias)[cell.rows("forget_gate", recurrent.hidden_size)] += self.value
