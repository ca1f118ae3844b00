"""What counts as a whole number: of what a caller hands over, and of what somebody typed."""

from numbers import Integral
from typing import TypeGuard

MOST_DIGITS = 9


def is_whole(value: object) -> TypeGuard[int]:
    """Whether it is a whole number of Python's or NumPy's; True and False are none."""
    return isinstance(value, Integral) and not isinstance(value, bool)


def typed_whole(text: str) -> int | None:
    """The number that is written in at most MOST_DIGITS digits and nothing else; or None."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= MOST_DIGITS else None
