"""All recurrent weights, scaled."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from lstmviz.app.what_if.changes.change import PlannedRun, WholeNetChange
from lstmviz.app.what_if.changes.form import Span
from lstmviz.languages import N_
from lstmviz.nets.cells import Cell


@dataclass(frozen=True)
class RecurrentScale(WholeNetChange):
    """Every weight of what the gates read of the hidden state, times one number."""

    kind: ClassVar = "recurrent-scale"
    sentence: ClassVar = N_("Multiply by a number: {kind}")
    template: ClassVar = N_("all recurrent weights times {value}")
    symbols: ClassVar = "U × {value}"
    slider: ClassVar = Span(0.0, 3.0, 0.01, start=0.5, label=N_("times"), without=1.0)

    @classmethod
    def kinds_of(cls, cell: Cell) -> Mapping[str, str]:
        """Where anything reads the hidden state."""
        return {cls.kind: N_("scale of the recurrent weights")} if cell.recurrent else {}

    def apply(self, run: PlannedRun) -> None:
        """In the visitor's own copy."""
        run.net.recurrent.get_parameter(f"weight_hh_{run.net.layer}").mul_(self.value)

    @classmethod
    def does(cls, cell: Cell) -> Mapping[str, Any]:
        """The same."""
        everywhere = {"block": None, "row": None, "column": None}
        return {"weight": "weight_hh", "mode": "scale", "value": "{value}", **everywhere}
