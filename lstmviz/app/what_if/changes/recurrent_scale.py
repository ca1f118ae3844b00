"""All recurrent weights, scaled."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from lstmviz.app.what_if.changes.change import PlannedRun, WholeNetChange
from lstmviz.nets.cells import Cell


@dataclass(frozen=True)
class RecurrentScale(WholeNetChange):
    """Every weight of what the gates read of the hidden state, times one number."""

    kind: ClassVar = "recurrent-scale"

    @classmethod
    def kinds_of(cls, cell: Cell) -> Mapping[str, str]:
        """Where anything reads the hidden state."""
        return {cls.kind: "scale of the recurrent weights"} if cell.recurrent else {}

    def says(self) -> str:
        """Such as: all recurrent weights times 1.5."""
        return f"all recurrent weights times {self.value:g}"

    def apply(self, run: PlannedRun) -> None:
        """In the visitor's own copy."""
        run.net.recurrent.get_parameter("weight_hh_l0").mul_(self.value)

    def span(self, cell: Cell) -> tuple[float, float, float]:
        """From none at all to three times."""
        return 0.0, 3.0, 0.01
