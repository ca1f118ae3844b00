"""A field of a view: its default, and how the word that stands for it in a link is read."""

import math
from collections.abc import Callable, Collection
from dataclasses import field
from typing import Any

from lstmviz.errors import InputError
from lstmviz.whole_numbers import typed_whole

MOST_QUOTED = 30  # characters

Reader = Callable[[str, Any], Any]
"""A word and the view as far as it is read -> the value it stands for. Raises InputError."""


Writer = Callable[[Any, Any], str]
"""A value and its view -> the word that stands for it."""


def link_field(
    default: Any,
    read: Reader,
    shared: bool = False,
    entry: bool = False,
    write: Writer = lambda value, view: str(value),
) -> Any:
    """A view's field.

    shared: it goes with the visitor from page to page; entry: another value is a step of Back (history.js).
    """
    return field(default=default, metadata={"read": read, "write": write, "shared": shared, "entry": entry})


def one_of(choices: Collection[str]) -> Reader:
    """One of these words."""

    def read(word: str, view: Any) -> str:
        if word not in choices:
            raise InputError(
                "there is no {word}; choose one of {choices}.",
                word=quoted(word),
                choices=", ".join(filter(None, choices)),
            )
        return word

    return read


def whole(least: int, most: int) -> Reader:
    """A whole number of this range."""

    def read(word: str, view: Any) -> int:
        number = typed_whole(word)
        if number is None or not least <= number <= most:
            raise InputError(
                "{word} is not a whole number from {least} to {most}.",
                word=quoted(word),
                least=least,
                most=most,
            )
        return number

    return read


def number(least: float, most: float) -> Reader:
    """A number of this range."""

    def read(word: str, view: Any) -> float:
        try:
            found = float(word)
        except ValueError:
            found = math.nan
        if not least <= found <= most:
            raise InputError(
                "{word} is not a number from {least:g} to {most:g}.",
                word=quoted(word),
                least=least,
                most=most,
            )
        return found

    return read


def read_by_the_page(word: str, view: Any) -> str:
    """Any text: the page reads it, because it can drop a part and keep the others."""
    return word


def quoted(word: str) -> str:
    """A word of a link as a message quotes it."""
    return repr(word if len(word) <= MOST_QUOTED else f"{word[:MOST_QUOTED]}…")
