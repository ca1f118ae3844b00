"""A view's fields as words of the address: each field carries how its word is read, two loops do the rest."""

import math
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field, fields, replace
from typing import Any, Self, TypeVar

from lstmviz.errors import InputError

MOST_QUOTED = 30  # characters

Reader = Callable[[str, Any], Any]
"""A word and the view as far as it is read -> the value it stands for. Raises InputError."""


@dataclass(frozen=True)
class View:
    """Every choice a visitor can make on a page. Field names are the words of the address."""

    def as_said(self) -> Self:
        """The view with what need not be said at its default."""
        return self


V = TypeVar("V", bound=View)


def word(default: Any, reader: Reader, shared: bool = False) -> Any:
    """A view's field; a shared one goes with the visitor from page to page."""
    return field(default=default, metadata={"reader": reader, "shared": shared})


def shared_words(kind: type[View]) -> set[str]:
    """The fields that a view has in common with other pages' views."""
    return {one.name for one in fields(kind) if one.metadata["shared"]}


def read(query: Mapping[str, str], kind: type[V]) -> tuple[V, list[str]]:
    """The view an address asks for, and a sentence for each word of it that falls back to its default.

    Words are read in the order of the fields, so that one may rely on those before it.
    """
    view, dropped = kind(), []
    for one in [one for one in fields(kind) if one.name in query]:
        try:
            view = replace(view, **{one.name: one.metadata["reader"](query[one.name], view)})
        except InputError as error:
            dropped.append(f"In the link, {one.name}: {error}")
    return view, dropped


def query(view: View) -> dict[str, str]:
    """The words of the address for a view; defaults vanish."""
    said = view.as_said()
    values = {one.name: getattr(said, one.name) for one in fields(said)}
    return {name: str(value) for name, value in values.items() if value != getattr(type(said), name)}


def one_of(choices: Collection[str]) -> Reader:
    """One of these words."""

    def value(word: str, view: View) -> str:
        if word not in choices:
            raise InputError(f"there is no {_short(word)}; choose one of {', '.join(filter(None, choices))}.")
        return word

    return value


def whole(least: int, most: int) -> Reader:
    """A whole number of this range."""

    def value(word: str, view: View) -> int:
        if not (word.isascii() and word.isdigit() and least <= int(word[:9]) <= most):
            raise InputError(f"{_short(word)} is not a whole number from {least} to {most}.")
        return int(word)

    return value


def number(least: float, most: float) -> Reader:
    """A number of this range."""

    def value(word: str, view: View) -> float:
        try:
            found = float(word)
        except ValueError:
            found = math.nan
        if not least <= found <= most:
            raise InputError(f"{_short(word)} is not a number from {least:g} to {most:g}.")
        return found

    return value


def as_it_stands(word: str, view: View) -> str:
    """Read by the page, which can drop a part and keep the others."""
    return word


def _short(word: str) -> str:
    """A word of a link as a message quotes it."""
    return repr(word if len(word) <= MOST_QUOTED else f"{word[:MOST_QUOTED]}…")
