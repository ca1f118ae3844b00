"""What reaches back from the last step, by distance: measured of one net, drawn and told over seeds."""

import math
from collections.abc import Sequence
from statistics import median
from typing import Any

from torch import Tensor

from lstmviz.claims.claim import Row
from lstmviz.draw.charts import Axis, Series
from lstmviz.draw.colours import Accent
from lstmviz.draw.quantities import quantities_of
from lstmviz.internals import gradients
from lstmviz.languages import N_
from lstmviz.nets.sequence import SequenceNet

DIRECT: Accent = quantities_of("lstm")[0].accent  # the forget gate's
STEPS_BACK = N_("steps back from the last")  # along the axis

_TICKS = 8
_SUPERSCRIPTS = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")


def jacobian_by_distance(net: SequenceNet, x: Tensor) -> Row:
    """log10 of gradients.jacobian by distance from the last step, 0…T-1: x (T, I) -> `full`, `direct`."""
    jacobian = gradients.jacobian(net.recurrent, x)
    return {"full": _backwards(jacobian.log10_full), "direct": _backwards(jacobian.log10_direct)}


def flow_by_distance(net: SequenceNet, x: Tensor, target: Tensor) -> Row:
    """log10 of gradients.flow by distance from the last step, 0…T-1: x (T, I) -> `hidden`, `cell`."""
    flow = gradients.flow(net, x, target)
    return {"hidden": _backwards(flow.log10_hidden), "cell": _backwards(flow.log10_cell)}


def _backwards(log10: Tensor | None) -> list[float] | None:
    """From the last step on; four decimals, 0.02 % of the number, are more than two seeds agree in."""
    return None if log10 is None else [round(value, 4) for value in log10.flip(0).tolist()]


def curve(rows: Sequence[Row], measure: str, name: str, accent: Accent, **style: Any) -> Series:
    """The median of the rows, one a seed, at every distance, and a band from the least to the most."""
    by_distance = list(zip(*(row[measure] for row in rows), strict=True))
    middle, low, high = ([10.0 ** of(seeds) for seeds in by_distance] for of in (median, min, max))
    return Series(name, list(range(len(middle))), middle, accent, low=low, high=high, **style)


def log_axis(title: str, series: Sequence[Series]) -> Axis:
    """A log axis with a handful of ticks, however many powers of ten the series and their bands span."""
    bands = [value for one in series for band in (one.low, one.high) for value in band or () if value]
    ends = [math.log10(value) for value in bands] or [-1.0, 0.0]
    least, most = math.floor(min(ends)), math.ceil(max(ends))
    return Axis(title, log=True, span=(least, most), every=max(1, math.ceil((most - least) / _TICKS)))


def power(log10: float) -> str:
    """A number given by its log10: "0.5", "10⁻¹⁹"."""
    if -3 < log10 < 3:
        return f"{10**log10:.2g}"
    return f"10{str(round(log10)).translate(_SUPERSCRIPTS)}"
