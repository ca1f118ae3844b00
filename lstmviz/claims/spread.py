"""Several measurements of one thing, in words and as a curve: their middle, and how far they spread."""

from collections.abc import Callable, Sequence
from math import inf, sqrt
from statistics import mean, median, quantiles, variance
from typing import Any

from lstmviz.draw.charts import Series
from lstmviz.languages import gettext as _

T95 = {2: 12.71, 3: 4.30, 4: 3.18, 5: 2.78, 6: 2.57, 7: 2.45, 8: 2.36, 9: 2.31, 10: 2.26}  # Student's, by n


def with_range(
    values: Sequence[float],
    write: Callable[[float], str] = "{:.2f}".format,
    middle: Callable[[Sequence[float]], float] = median,
) -> str:
    """The middle and, in brackets, from the lowest to the highest: "0.52 (0.30 to 0.71)"."""
    return _said(write(middle(values)), write(min(values)), write(max(values)))


def lead(one: Sequence[float], other: Sequence[float]) -> tuple[float, float]:
    """How far the mean of one is above the other's: the 95 % interval, by Student's t.

    Up to ten values each; everything is possible where there is but one.
    """
    fewer = min(len(one), len(other))
    if fewer < 2:
        return -inf, inf
    half = T95[fewer] * sqrt(variance(one) / len(one) + variance(other) / len(other))
    return mean(one) - mean(other) - half, mean(one) - mean(other) + half


def middle_half(turns: Sequence[float]) -> tuple[float, float]:
    """The quartiles: half of the turns lie between. Two turns or more."""
    low, _, high = quantiles(turns, n=4)
    return low, high


def with_middle_half(turns: Sequence[float]) -> str:
    """The median and, in brackets, between what the middle half of the turns lies: "2.3 (2 to 2.7)"."""
    low, high = middle_half(turns)
    return _said(f"{median(turns):.2g}", f"{low:.2g}", f"{high:.2g}")


def _said(middle: str, low: str, high: str) -> str:
    return _("{middle} ({low} to {high})").format(middle=middle, low=low, high=high)


def curve(name: str, x: Sequence[int], turns: Sequence[Sequence[float]], look: dict[str, Any]) -> Series:
    """The medians, in a band of the middle half; `look` is accent, dash and markers of the series."""
    bands = [middle_half(each) for each in turns]
    middle, low, high = (
        [median(each) for each in turns],
        [low for low, _ in bands],
        [high for _, high in bands],
    )
    return Series(name, x, middle, low=low, high=high, **look)


def ends(series: Sequence[Series], unit: str) -> str:
    """Curves in words: where each begins and ends."""
    says = _("{name}: {first:.3g} to {last:.3g} {unit}")
    said = [says.format(name=one.name, first=one.y[0], last=one.y[-1], unit=unit) for one in series if one.y]
    return "; ".join(said) or _("Nothing is measured yet.")
