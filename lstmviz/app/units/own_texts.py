"""Texts that visitors brought: kept in the store, by the names that links have."""

import os
from pathlib import Path

from lstmviz.errors import InputError
from lstmviz.learn.saved_nets import store
from lstmviz.storage.files import read_bounded

FILE = "text.txt"
LARGEST = 5  # MB


def keep_text(data: bytes) -> str:
    """Keep a visitor's text; returns the name that it is found by. Raises InputError where it is none."""
    try:
        data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError(
            "The file is not text in UTF-8 (byte {place:,}). Save it as UTF-8.", place=error.start
        ) from None
    if len(data) > LARGEST * 2**20:
        raise InputError(
            "The text has {size:.1f} MB; the limit is {most}. Shorten it.",
            size=len(data) / 2**20,
            most=LARGEST,
        )
    return store.store({FILE: data}, data)


def is_text(name: str) -> bool:
    """Whether a name is that of a text which is there."""
    return store.holds(name, FILE)


def stored_text(name: str) -> Path:
    """The file of a kept text. Raises InputError where it is gone."""
    if not is_text(name):
        raise InputError("Your text is no longer here. Upload it again.")
    place = store.stored(name)
    os.utime(place)  # used
    return place / FILE


def read_text(name: str) -> str:
    """The kept text of this name. Raises as `stored_text`."""
    return read_bounded(stored_text(name), LARGEST * 2**20).decode("utf-8-sig")
