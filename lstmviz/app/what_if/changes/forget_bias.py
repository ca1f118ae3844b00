"""The forget gate's bias of all units, shifted."""

from dataclasses import dataclass
from typing import ClassVar

from lstmviz.app.what_if.changes.change import PlannedRun, WholeNetChange
from lstmviz.nets.cells import of_mode


@dataclass(frozen=True)
class ForgetBias(WholeNetChange):
    """So much more in every unit's bias, so that it forgets less; or less, so that it forgets more."""

    kind: ClassVar = "forget-bias"
    kinds: ClassVar = {kind: "forget-gate bias of all units"}

    def says(self) -> str:
        """Such as: forget-gate bias of all units plus 1.5."""
        return f"forget-gate bias of all units plus {self.value:g}"

    def apply(self, run: PlannedRun) -> None:
        """In the visitor's own copy."""
        recurrent = run.net.recurrent
        rows = of_mode(recurrent.mode).rows("forget_gate", recurrent.hidden_size)
        recurrent.get_parameter("bias_hh_l0")[rows] += self.value
