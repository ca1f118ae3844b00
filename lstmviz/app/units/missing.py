"""What a link names that the net or its text does not have: it is told, and left out."""

from dataclasses import replace

from lstmviz.app.link.view import not_here
from lstmviz.app.units.comparing import offered
from lstmviz.app.units.corpora import read
from lstmviz.app.units.view import UnitsView
from lstmviz.app.units.words import row_of, span_of

NO_ROWS = "none"  # of a span are looked for elsewhere


def without_missing(view: UnitsView) -> tuple[UnitsView, list[str]]:
    """The view with what is missing at its default, and a sentence for each. Raises InputError."""
    missing = _missing(view)
    said = [not_here(word, getattr(view, word)) for word in missing]
    return replace(view, **{word: getattr(UnitsView, word) for word in missing}), said


def _missing(view: UnitsView) -> list[str]:
    what = read(view)
    is_there = {
        "about": view.about in ("", *offered(view)),
        "row": not view.row or row_of(view.row, what),
        "first": view.first < what.corpus.steps,
        "span": not view.span or span_of(view, what),
        "rows": view.rows in ("", NO_ROWS) or all(row_of(row, what) for row in view.rows.split(",")),
    }
    return [word for word, there in is_there.items() if not there]
