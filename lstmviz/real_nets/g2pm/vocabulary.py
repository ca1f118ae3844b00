"""What g2pM reads and what it answers, each by its number."""

import json
from functools import cache
from pathlib import Path
from typing import NamedTuple

VOCABULARY = Path(__file__).with_name("vocabulary.json")
UNKNOWN, BEGIN, END = "<UNK>", "시", "끝"  # symbols of its own among the characters


class Vocabulary(NamedTuple):
    """Characters, and readings in pinyin with the tone as a digit, 5 for none: "hang2", "lu:4", "le5"."""

    characters: tuple[str, ...]
    readings: tuple[str, ...]


@cache
def vocabulary() -> Vocabulary:
    """The shipped net's."""
    return Vocabulary(**{name: tuple(words) for name, words in json.loads(VOCABULARY.read_bytes()).items()})
