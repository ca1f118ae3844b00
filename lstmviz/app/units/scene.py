"""View -> the coloured text: which unit follows what, what is in sight, and what holding a unit does."""

from dataclasses import replace
from typing import Any, NamedTuple
from urllib.parse import urlencode

import numpy as np
from numpy.typing import NDArray

from lstmviz import corpus
from lstmviz.app.language import cached_by_language
from lstmviz.app.units.corpora import Read, read
from lstmviz.app.units.targets import Target, targets
from lstmviz.app.units.view import UnitsView
from lstmviz.corpus import Found, Ranking, Row
from lstmviz.corpus.clamping import Effect, clamped
from lstmviz.draw.text import ColouredText, Listed, Span
from lstmviz.languages import gettext as _
from lstmviz.limits import MOST_STEPPERS
from lstmviz.nets.sequence import NoAnswers

IN_SIGHT = 800  # steps, about: whole documents where they are short
BEFORE = 100  # steps of a long document that are in sight before the one that is gone to
LISTED = 9
STRIP = 200  # steps of a row in the list
MOST_HELD = 1500  # steps of the documents in which a unit is held


@cached_by_language(MOST_STEPPERS)
def offered(view: UnitsView) -> dict[str, Target]:
    """What a unit can be compared with, by its word in the link. Raises InputError."""
    what = read(view)
    there = targets(what)
    if (span := span_of(view, what)) is not None:
        there["span"] = Target(_("inside the brushed span"), lambda typed: within(span, what))
    return there


def within(span: Span, what: Read) -> NDArray[np.bool_]:
    """Whether a step of the corpus is in a span: (T,)."""
    return np.isin(np.arange(what.corpus.steps), np.arange(*span))


class Compared(NamedTuple):
    """What a thing of the text was compared with, and how every row does."""

    asked: Target
    values: NDArray[Any]  # (T,) bool or numbers
    ranking: Ranking
    listed: list[Listed]  # the best, without their strips


def compared(view: UnitsView) -> Compared:
    """Every row beside what the view asks for. Raises InputError."""
    rest = {name: getattr(UnitsView, name) for name in ("palette", "row", "first", "rows", "threshold")}
    return _compared(replace(view, **rest))


@cached_by_language(MOST_STEPPERS)
def _compared(view: UnitsView) -> Compared:
    what, there = read(view), offered(view)
    asked = there[view.about or next(iter(there))]
    values = asked.at(view.typed)
    ranking = corpus.rank(what.corpus, values)
    return Compared(asked, values, ranking, _listed(what, ranking, values, span_of(view, what)))


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
        limits={name: np.asarray([np.abs(plane).max()]) for name, plane in planes.items()},
        layer=row.layer,
        quantity=row.quantity,
        unit=row.unit,
        place=place_of(row, what),
        truth=found.values[first:stop],
        truth_title=found.asked.title if found.values.dtype == np.bool_ else "",
        rows=[replace(one, strip=_strip(what, one, first, stop)) for one in found.listed],
        chance=found.ranking.chance,
        list_title=_("Which unit follows “{thing}”?").format(thing=found.asked.title),
        list_text=_told(found.ranking),
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


def _listed(what: Read, ranking: Ranking, target: NDArray[Any], span: Span | None) -> list[Listed]:
    listed = []
    for one in ranking.found[:LISTED]:
        best, worst = corpus.places(what.corpus, one.row, target, falls=one.score < 0, count=1)
        listed.append(
            Listed(
                *one.row,
                place=place_of(one.row, what),
                score=one.score,
                shown=_score(one, ranking),
                strip=np.empty(0),
                best=best[0].start if best else None,
                worst=worst[0].start if worst else None,
                effect=_held(what, one.row, target, span),
            )
        )
    return listed


def effect(what: Read, row: Row, target: NDArray[Any], span: Span | None) -> Effect:
    """What follows where a row is held at what it is on average elsewhere, where the thing is so or large."""
    values = what.corpus.values(row.quantity, row.unit, row.layer).astype(np.float32)
    so = target if target.dtype == np.bool_ else target > np.median(target)
    if span is not None:
        so = within(span, what)
    documents, held, steps = [], [], 0
    for inputs, place in zip(what.inputs, what.corpus.documents, strict=True):
        if so[place].any() and steps < MOST_HELD:
            steps += len(inputs)
            documents.append(inputs)
            held.append(so[place])
    value = float(values[~so].mean()) if not so.all() else float(values.mean())
    return clamped(what.net.recurrent, what.predicted, documents, held, row, value)


def _held(what: Read, row: Row, target: NDArray[Any], span: Span | None) -> str:
    """In words what holding the row does; nothing where the net answers nothing."""
    if isinstance(what.net.readout, NoAnswers):
        return ""
    found = effect(what, row, target, span)
    if not what.subject.answers:
        moves = _("held at {value}: the answer moves by {moved}")
        return moves.format(value=_signed(found.value), moved=f"{found.moved:.2f}")
    changes = _("held at {value}: {changed} of the answers change")
    return changes.format(value=_signed(found.value), changed=f"{found.changed:.0%}")


def _signed(value: float) -> str:
    return f"{value:.2f}".replace("-", "−")


def _score(found: Found, ranking: Ranking) -> str:
    return f"{found.auc:.2f}" if ranking.measure == "AUC" else f"{found.score:+.2f}".replace("-", "−")


def _told(ranking: Ranking) -> str:
    """How it was measured, how many were tried, and what chance reaches."""
    measure = {
        "AUC": _("AUC: how often a step where it is so has the larger value of two; 0.5 tells nothing."),
        "rank correlation": _("Spearman's rank correlation; 0 tells nothing."),
    }[ranking.measure]
    chance = (1 + ranking.chance) / 2 if ranking.measure == "AUC" else ranking.chance
    tried = _(
        "Over {steps} steps, {tried} rows tried. Dashed: what the best of them reaches by chance, {chance}, "
        "in 95 of 100 texts shifted against the units."
    )
    return f"{measure} " + tried.format(
        steps=f"{ranking.steps:,}", tried=ranking.tried, chance=f"{chance:.2f}"
    )


def _table(ranking: Ranking) -> dict[str, list[Any]]:
    rows = [one.row for one in ranking.found]
    return {
        "layer": [row.layer for row in rows],
        "quantity": [row.quantity for row in rows],
        "unit": [row.unit for row in rows],
        "score": [round(one.score, 4) for one in ranking.found],
        "by_chance": [round(one.by_chance, 4) for one in ranking.found],
    }


def _address(view: UnitsView, what: Read, span: Span) -> str:
    """Step, over one document as one would type it."""
    typed = what.subject.between.join(what.corpus.tokens[slice(*span)])
    return f"./?{urlencode({'task': view.task, 'seq': typed})}"
