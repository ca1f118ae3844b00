"""What reaches back from the last step, by distance: measured of one net, drawn and told over seeds."""

import math
from collections.abc import Sequence
from statistics import median
from typing import Any

from torch import Tensor

from lstmviz.claims.claim import Row
from lstmviz.draw.charts import Axis, Series
from lstmviz.draw.quantities import CELLS, Accent
from lstmviz.internals import gradients
from lstmviz.nets.sequence import SequenceNet

DIRECT: Accent = CELLS["lstm"][0].accent  # the forget gate's
STEPS_BACK = Axis("steps back from the last")

_TICKS = 8
_SUPERSCRIPTS = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")


def measured(net: SequenceNet, x: Tensor, target: Tensor) -> dict[str, list[float] | None]:
    """log10 of what comes back to each distance from the last step, 0…T-1; None where there are no cells.

    `full` and `direct` are those of gradients.jacobian, `hidden` and `cell` those of gradients.flow.
    x (T, I), target () of a loss at the last step.
    """
    jacobian, flow = gradients.jacobian(net.recurrent, x), gradients.flow(net, x, target)
    every = {
        "full": jacobian.log10_full,
        "direct": jacobian.log10_direct,
        "hidden": flow.log10_hidden,
        "cell": flow.log10_cell,
    }
    return {name: None if log10 is None else log10.flip(0).tolist() for name, log10 in every.items()}


def curve(rows: Sequence[Row], measure: str, name: str, accent: Accent, **style: Any) -> Series:
    """The median of the rows, one a seed, at every distance, and a band from the least to the most."""
    by_distance = list(zip(*(row[measure] for row in rows), strict=True))
    middle, low, high = ([10.0 ** of(seeds) for seeds in by_distance] for of in (median, min, max))
    return Series(name, list(range(len(middle))), middle, accent, low=low, high=high, **style)


def log_axis(title: str, series: Sequence[Series]) -> Axis:
    """A log axis with a handful of ticks, however many powers of ten the series and their bands span."""
    every = [math.log10(value) for one in series for value in (*(one.low or ()), *(one.high or ())) if value]
    decades = max(every, default=0.0) - min(every, default=0.0)
    return Axis(title, log=True, every=max(1, math.ceil(decades / _TICKS)))


def told(seeds: Sequence[float]) -> str:
    """Median and spread of numbers given by their log10: "10⁻¹⁹ (10⁻²² to 10⁻¹⁶)"."""
    return f"{_number(median(seeds))} ({_number(min(seeds))} to {_number(max(seeds))})"


def _number(log10: float) -> str:
    if -3 < log10 < 3:
        return f"{10**log10:.2g}"
    return f"10{str(round(log10)).translate(_SUPERSCRIPTS)}"
