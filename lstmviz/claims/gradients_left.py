"""What the rows of fresh nets' gradients say: how much each net has left, in words and as curves."""

from collections.abc import Sequence

from lstmviz.claims.claim import Row, Settings
from lstmviz.claims.fresh_nets import CELL_OF
from lstmviz.claims.reach import DIRECT, curve, power
from lstmviz.claims.spread import with_range
from lstmviz.draw.charts import Dash, Series
from lstmviz.draw.colours import NETS
from lstmviz.languages import gettext as _

DASHES: dict[str, Dash] = {"default rnn": "dash", "rnn": "dashdot", "lstm": "solid", "carousel": "dash"}


def rows_of(rows: Sequence[Row], net: str) -> list[Row]:
    """One net's, a row a seed."""
    return [row for row in rows if row["net"] == net]


def _present(rows: Sequence[Row]) -> list[str]:
    return [name for name in CELL_OF if rows_of(rows, name)]


def _title(name: str, settings: Settings) -> str:
    titles = {
        "default rnn": _("tanh RNN as PyTorch makes it"),
        "rnn": _("tanh RNN, spectral radius {radius:g}").format(radius=settings["radius"]),
        "carousel": _("LSTM of 1997, f = 1"),
    }
    return titles.get(name, "LSTM")


def left(rows: Sequence[Row], net: str, measure: str) -> str:
    """At the whole distance: the median of the seeds, the lowest to the highest."""
    return with_range([row[measure][-1] for row in rows_of(rows, net)], power)


def left_of_each(rows: Sequence[Row], measure: str, settings: Settings) -> str:
    """What each net has left at the whole distance, in words."""
    each = (f"{_title(n, settings)} {left(rows, n, measure)}" for n in _present(rows))
    return _("; ").join(each) or _("nothing measured yet")


def gradient_curves(
    rows: Sequence[Row], settings: Settings, measure: str, title: str, beside: tuple[str, str]
) -> list[Series]:
    """A curve a {net} of the title, and one measure more of the LSTM's beside it: its name and title."""
    every = [
        curve(
            rows_of(rows, name),
            measure,
            title.format(net=_title(name, settings)),
            NETS[CELL_OF[name]],
            dash=DASHES[name],
        )
        for name in _present(rows)
    ]
    if rows_of(rows, "lstm"):
        every.append(curve(rows_of(rows, "lstm"), *beside, DIRECT, dash="dot"))
    return every
