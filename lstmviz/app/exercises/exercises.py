"""The exercises, as exercises.toml declares them."""

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Literal


@dataclass(frozen=True)
class Exercise:
    """A question whose answer is a number."""

    grade: Literal["easy", "medium", "hard"]
    title: str
    asks: str
    link: str  # an address of the app where it can be found out
    answer: str  # a key of answers.ANSWERS
    within: float  # how far off an answer may be
    why: str

    def is_right(self, given: float, found: float) -> bool:
        """Whether an answer is near enough to what the net says."""
        return abs(given - found) <= self.within + 1e-9


def _read() -> tuple[Exercise, ...]:
    text = Path(__file__).with_suffix(".toml").read_text(encoding="utf-8")
    return tuple(Exercise(**one) for one in tomllib.loads(text)["exercise"])


EXERCISES = _read()
