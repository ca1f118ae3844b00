"""A text coloured by one unit, beside a list of units: the browser side, and the Python that feeds it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from lstmviz.draw.browser_colours import scales
from lstmviz.draw.figures import value_range
from lstmviz.draw.notation import notation
from lstmviz.draw.quantities import Quantity, quantities_of
from lstmviz.draw.stepper import style_with
from lstmviz.languages import for_browser
from lstmviz.nets.cells import CELLS

STYLE = Path(__file__).parent / "text.css"

Span = tuple[int, int]
"""Steps of the corpus, from 0; the second is the first behind it."""


@dataclass(frozen=True)
class Listed:
    """A row of the list: one quantity of one unit."""

    layer: str
    quantity: str
    unit: int
    place: str  # "unit 3"
    score: float  # −1 to 1
    shown: str  # the score as it is written
    strip: NDArray[Any]  # its values where it is shown small
    best: int | None  # the step where it is seen best, of the corpus
    worst: int | None
    effect: str  # what holding it does


@dataclass(frozen=True)
class ColouredText:
    """Everything that is seen."""

    cell: str  # a key of nets.cells.CELLS
    tokens: Sequence[str]  # in sight
    first: int  # step of the corpus that is in sight first
    steps: int  # of the corpus
    documents: Sequence[tuple[Span, str]]  # in sight, each with the address that steps through it
    values: Mapping[str, NDArray[Any]]  # quantity -> the chosen unit's values in sight
    limits: Mapping[str, NDArray[Any]]  # quantity -> numbers of which the largest is the end of its colours
    layer: str
    quantity: str  # that colours the text
    unit: int
    place: str  # "unit 3"
    truth: NDArray[Any] | None  # what the unit is compared with, in sight
    truth_title: str
    rows: Sequence[Listed]
    chance: float  # |score| that chance reaches
    list_title: str
    list_text: str
    cursor: int  # step of the corpus
    span: Span | None = None  # brushed
    alike: Sequence[Span] = ()
    ranking: Mapping[str, Sequence[Any]] | None = None  # column -> of all rows, to take away


def style() -> str:
    """The style sheet of the page."""
    return style_with(STYLE, ".unit-text")


def content(text: ColouredText, palette: str) -> dict[str, Any]:
    """What the browser is given, as JSON."""
    lines = {line.name: line for line in quantities_of(text.cell)}
    shown = {name: lines[name] for name in text.values}
    return {
        "spoken": for_browser(),
        "scales": scales(palette),
        "first": text.first,
        "steps": text.steps,
        "tokens": list(text.tokens),
        "documents": [
            {"start": start - text.first, "stop": stop - text.first, "link": link}
            for (start, stop), link in text.documents
        ],
        "quantities": [
            _described(text, line) | {"values": _plain(text.values[name])} for name, line in shown.items()
        ],
        "chosen": list(shown).index(text.quantity),
        "unit": text.unit,
        "place": text.place,
        "truth": None if text.truth is None else _plain(text.truth),
        "truthTitle": text.truth_title,
        "isSo": text.truth is not None and text.truth.dtype == np.bool_,
        "rows": [_row(text, row, lines[row.quantity]) for row in text.rows],
        "chance": text.chance,
        "listTitle": text.list_title,
        "listText": text.list_text,
        "cursor": text.cursor,
        "span": text.span,
        "alike": list(text.alike),
        "ranking": {name: list(column) for name, column in (text.ranking or {}).items()},
    }


def _described(text: ColouredText, line: Quantity) -> dict[str, Any]:
    return {
        "name": line.name,
        "symbol": notation().symbol(CELLS[text.cell], line.name),
        "title": line.title,
        "kind": line.kind,
        "span": value_range(line, text.limits[line.name]),
    }


def _row(text: ColouredText, row: Listed, line: Quantity) -> dict[str, Any]:
    return _described(text, line) | {
        "layer": row.layer,
        "unit": row.unit,
        "place": row.place,
        "score": row.score,
        "shown": row.shown,
        "strip": _plain(row.strip),
        "best": row.best,
        "worst": row.worst,
        "effect": row.effect,
        "chosen": (row.layer, row.quantity, row.unit) == (text.layer, text.quantity, text.unit),
    }


def _plain(values: NDArray[Any]) -> list[float]:
    """Numbers as JSON has them; float16 has no more than four digits."""
    found: list[float] = np.nan_to_num(values.astype(np.float64)).round(4).tolist()
    return found
