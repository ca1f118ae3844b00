"""Which unit? Every row beside what the view asks for: its rank, where it is seen, what holding it does."""

from dataclasses import replace
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from lstmviz import corpus
from lstmviz.app.language import cached_by_language
from lstmviz.app.units.corpora import Read, read
from lstmviz.app.units.targets import Target, targets
from lstmviz.app.units.view import UnitsView
from lstmviz.app.units.words import place_of, span_of, within
from lstmviz.corpus import Effect, Found, Ranking, Row, clamped
from lstmviz.draw.text import Listed, Span
from lstmviz.languages import gettext as _
from lstmviz.limits import MOST_STEPPERS
from lstmviz.nets.sequence import NoAnswers

LISTED = 9
UNCOMPARED = {name: getattr(UnitsView, name) for name in ("palette", "row", "first", "rows", "threshold")}
"""What of a view changes nothing of the comparison, at its defaults."""
MOST_HELD = 1000  # steps, from the first of a document at which a unit is held to the last


def offered(view: UnitsView) -> dict[str, Target]:
    """What a unit can be compared with, by its word in the link. Raises InputError."""
    return _offered(replace(view, about="", typed="", **UNCOMPARED))


@cached_by_language(MOST_STEPPERS)
def _offered(view: UnitsView) -> dict[str, Target]:
    what = read(view)
    there = targets(what)
    if (span := span_of(view, what)) is not None:
        there["span"] = Target(_("inside the brushed span"), lambda typed: within(span, what))
    return there


class Compared(NamedTuple):
    """What a thing of the text was compared with, and how every row does."""

    asked: Target
    values: NDArray[Any]  # (T,) bool or numbers
    ranking: Ranking
    listed: list[Listed]  # the best, without their strips


def compared(view: UnitsView) -> Compared:
    """Every row beside what the view asks for. Raises InputError."""
    return _compared(replace(view, **UNCOMPARED))


@cached_by_language(MOST_STEPPERS)
def _compared(view: UnitsView) -> Compared:
    what, there = read(view), offered(view)
    asked = there[view.about or next(iter(there))]
    values = asked.at(view.typed)
    ranking = corpus.rank(what.corpus, values)
    return Compared(asked, values, ranking, _listed(what, ranking, values, span_of(view, what)))


def _listed(what: Read, ranking: Ranking, target: NDArray[Any], span: Span | None) -> list[Listed]:
    best_rows = [one.row for one in ranking.found[:LISTED]]
    has_answers = not isinstance(what.net.readout, NoAnswers)
    held = effects(what, best_rows, target, span) if has_answers else {}
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
                effect=_told_effect(what, held[one.row]) if held else "",
            )
        )
    return listed


def effects(what: Read, rows: list[Row], target: NDArray[Any], span: Span | None) -> dict[Row, Effect]:
    """What follows where a row is held at what it is on average elsewhere, where the thing is so or large."""
    so = target if target.dtype == np.bool_ else target > np.median(target)
    if span is not None:
        so = within(span, what)
    elsewhere = so if so.all() else ~so
    means = {
        row: float(what.corpus.values(row.quantity, row.unit, row.layer)[elsewhere].mean(dtype=np.float32))
        for row in rows
    }
    documents, held, steps = [], [], 0
    for document, place in zip(what.documents, what.corpus.documents, strict=True):
        if so[place].any() and steps < MOST_HELD:
            at = so[place].copy()
            at[at.argmax() + MOST_HELD - steps :] = False
            steps += int(np.ptp(at.nonzero())) + 1
            documents.append(document[:])
            held.append(at)
    return clamped(what.net.recurrent, what.predicted, documents, held, means)


def _told_effect(what: Read, found: Effect) -> str:
    """In words what holding a row does."""
    if not what.subject.answers:
        moves = _("held at {value}: the answer moves by {moved}")
        return moves.format(value=_signed(found.value), moved=f"{found.moved:.2f}")
    changes = _("held at {value}: {changed} of the answers change")
    return changes.format(value=_signed(found.value), changed=f"{found.changed:.0%}")


def _signed(value: float) -> str:
    return f"{value:.2f}".replace("-", "−")


def _score(found: Found, ranking: Ranking) -> str:
    return f"{found.auc:.2f}" if ranking.measure == "AUC" else f"{found.score:+.2f}".replace("-", "−")


def told(ranking: Ranking) -> str:
    """How it was measured, how many were tried, and what chance reaches."""
    measure = {
        "AUC": _(
            "AUC: take one step where it is so and one where it is not; how often has the first the "
            "larger value? 0.5 means no relation."
        ),
        "rank correlation": _("Spearman's rank correlation; 0 means no relation."),
    }[ranking.measure]
    chance = (1 + ranking.chance) / 2 if ranking.measure == "AUC" else ranking.chance
    tried = _(
        "{tried} rows tried over {steps} steps. Dashed: chance. With the text shifted against the units, "
        "the best row stays below {chance} in 95 of 100 shifts."
    )
    return f"{measure} " + tried.format(
        steps=f"{ranking.steps:,}", tried=ranking.tried, chance=f"{chance:.2f}"
    )
