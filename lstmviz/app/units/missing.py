"""What a view names that its net or text does not have."""

from lstmviz.app.units.comparing import offered
from lstmviz.app.units.corpora import read
from lstmviz.app.units.view import UnitsView
from lstmviz.app.units.words import row_of, span_of

NO_ROWS = "none"  # of a span are looked for elsewhere


def missing(view: UnitsView) -> list[str]:
    """The fields that name what is not there. Raises InputError."""
    what = read(view)
    is_there = {
        "about": view.about in ("", *offered(view)),
        "row": not view.row or row_of(view.row, what),
        "first": view.first < what.corpus.steps,
        "span": not view.span or span_of(view, what),
        "rows": view.rows in ("", NO_ROWS) or all(row_of(row, what) for row in view.rows.split(",")),
    }
    return [word for word, there in is_there.items() if not there]
