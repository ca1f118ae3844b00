"""Rows and spans as links name them, and as they are called on the page."""

import numpy as np
from numpy.typing import NDArray

from lstmviz.app.units.corpora import Read
from lstmviz.app.units.view import UnitsView
from lstmviz.corpus import Row
from lstmviz.draw.text import Span
from lstmviz.languages import gettext as _


def word_of(row: Row) -> str:
    """A row in links: "l0.hidden.1"."""
    return f"{row.layer.replace(' ', '_')}.{row.quantity}.{row.unit}"


def row_of(word: str, what: Read) -> Row | None:
    """The row of a link's word, if the corpus has it."""
    return next((row for row in what.corpus.rows if word_of(row) == word), None)


def span_of(view: UnitsView, what: Read) -> Span | None:
    """The brushed steps of a link, "120-131", if the corpus has them."""
    ends = [int(end) for end in view.span.split("-") if end.isascii() and end.isdigit()][:2]
    return (ends[0], ends[1]) if len(ends) == 2 and ends[0] < ends[1] <= what.corpus.steps else None


def place_of(row: Row, what: Read) -> str:
    """Which unit, and of which layer where there are several."""
    if len({layer for layer, _quantity in what.corpus.planes}) == 1:
        return _("unit {unit}").format(unit=row.unit)
    return _("unit {unit} of {layer}").format(unit=row.unit, layer=row.layer)


def within(span: Span, what: Read) -> NDArray[np.bool_]:
    """Whether a step of the corpus is in a span: (T,)."""
    return np.isin(np.arange(what.corpus.steps), np.arange(*span))
