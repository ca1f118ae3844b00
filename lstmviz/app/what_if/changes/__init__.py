"""What a visitor can change in a run, in the order of the menu. A new kind is one file and one line here."""

from lstmviz.app.what_if.changes.change import Change, NumberChange, PlannedRun
from lstmviz.app.what_if.changes.forget_bias import ForgetBias
from lstmviz.app.what_if.changes.quantity import QuantityChange
from lstmviz.app.what_if.changes.recurrent_scale import RecurrentScale
from lstmviz.app.what_if.changes.token import TokenChange
from lstmviz.app.what_if.changes.weight import WeightChange

__all__ = ["CHANGES", "KINDS", "Change", "NumberChange", "PlannedRun"]

CHANGES: tuple[type[Change], ...] = (QuantityChange, WeightChange, ForgetBias, RecurrentScale, TokenChange)

KINDS: dict[str, type[Change]] = {kind: change for change in CHANGES for kind in change.kinds}
