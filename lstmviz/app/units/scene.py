"""View -> the coloured text: what of the corpus is in sight, in which unit's colours, beside which list."""

from dataclasses import replace
from typing import Any
from urllib.parse import urlencode

import numpy as np
from numpy.typing import NDArray

from lstmviz import corpus
from lstmviz.app.language import cached_by_language
from lstmviz.app.units.comparing import compared, told
from lstmviz.app.units.corpora import Read, read
from lstmviz.app.units.view import UnitsView
from lstmviz.app.units.words import place_of, row_of, span_of, word_of
from lstmviz.corpus import Ranking
from lstmviz.draw.text import ColouredText, Listed, Span
from lstmviz.languages import gettext as _
from lstmviz.limits import MOST_STEPPERS

IN_SIGHT = 800  # steps, about: whole documents where they are short
BEFORE = 100  # steps of a long document that are in sight before the one that is gone to
STRIP = 200  # steps of a row in the list


def coloured(view: UnitsView) -> ColouredText:
    """Everything that is seen, of a view whose `about` is offered. Raises InputError."""
    what, found = read(view), compared(view)
    row = row_of(view.row, what) or found.ranking.found[0].row
    spans = in_sight(what, view.first)
    first, stop = spans[0][0], spans[-1][1]
    planes = {name: plane for (layer, name), plane in what.corpus.planes.items() if layer == row.layer}
    span = span_of(view, what)
    return ColouredText(
        cell=what.corpus.cell,
        tokens=what.corpus.tokens[first:stop],
        first=first,
        steps=what.corpus.steps,
        documents=[(one, _address(view, what, one)) for one in spans],
        values={name: plane[row.unit, first:stop] for name, plane in planes.items() if row.unit < len(plane)},
        limits={name: np.asarray([what.corpus.largest(name, row.layer)]) for name in planes},
        layer=row.layer,
        quantity=row.quantity,
        unit=row.unit,
        place=place_of(row, what),
        truth=found.values[first:stop],
        truth_title=found.asked.title if found.values.dtype == np.bool_ else "",
        rows=[replace(one, strip=_strip(what, one, first, stop)) for one in found.listed],
        chance=found.ranking.chance,
        list_title=_("Which unit follows “{thing}”?").format(thing=found.asked.title),
        list_text=told(found.ranking),
        cursor=min(view.first, stop - 1),
        span=span,
        alike=[(one.start, one.stop) for one in alike_of(view)[1]] if span else (),
        ranking=_table(found.ranking),
    )


def _strip(what: Read, row: Listed, first: int, stop: int) -> NDArray[Any]:
    """What a row of the list shows small: its values where the text in sight begins."""
    return what.corpus.values(row.quantity, row.unit, row.layer)[first : min(stop, first + STRIP)]


@cached_by_language(MOST_STEPPERS)
def alike_of(view: UnitsView) -> tuple[list[corpus.Pattern], list[corpus.Alike]]:
    """The rows that are on all through the brushed span, and the other places where those chosen are.

    Raises InputError.
    """
    what = read(view)
    span = span_of(view, what)
    if span is None:
        return [], []
    on = corpus.pattern(what.corpus, slice(*span), view.threshold)
    chosen = [one for one in on if not view.rows or word_of(one.row) in view.rows.split(",")]
    return on, corpus.alike(what.corpus, slice(*span), chosen)


def in_sight(what: Read, first: int) -> list[Span]:
    """The documents that are shown, from the one that a step stands in: a part of it if it is long."""
    found: list[Span] = []
    for document in what.corpus.documents:
        if document.stop <= first or (found and document.stop - found[0][0] > IN_SIGHT):
            continue
        start = (
            document.start
            if document.stop - document.start <= IN_SIGHT
            else max(document.start, first - BEFORE)
        )
        if found and document.start != found[-1][1]:
            break
        found.append((start, min(document.stop, start + IN_SIGHT)))
    return found


def _address(view: UnitsView, what: Read, span: Span) -> str:
    """Step, over one document as one would type it."""
    typed = what.subject.between.join(what.corpus.tokens[slice(*span)])
    return f"./?{urlencode({'task': view.task, 'seq': typed})}"


def _table(ranking: Ranking) -> dict[str, list[Any]]:
    rows = [one.row for one in ranking.found]
    return {
        "layer": [row.layer for row in rows],
        "quantity": [row.quantity for row in rows],
        "unit": [row.unit for row in rows],
        "score": [round(one.score, 4) for one in ranking.found],
        "by_chance": [round(one.by_chance, 4) for one in ranking.found],
    }
