"""How a change is made in the browser: a sentence with controls in it, a slider, its word, what it does.

What stands in braces is a field of the change: in `sentence` its control, in `says` and `short` what is read
of it, in `word` its form in the link, in `does` its value. The browser's side is draw/stepper/changes.js.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

ONLY = ""
"""The mode of a change that has but one."""


@dataclass(frozen=True)
class Field:
    """One thing to choose, beside the number on the slider."""

    name: str
    kind: Literal["choice", "unit", "steps", "whole", "text"]  # steps: two whole numbers, {first} and {last}
    label: str  # spoken
    start: Any  # of steps: the first and the last
    count: int = 0  # units or steps that there are; of a whole number: how many there are from `least` on
    least: int = 0
    options: Mapping[str, str] = field(default_factory=dict)  # of a choice: word of the link -> text
    texts: Mapping[str, str] = field(default_factory=dict)  # of units and steps, for one, several and all


@dataclass(frozen=True)
class Span:
    """The number on the slider. It begins where it does something."""

    least: float
    most: float
    step: float
    start: float
    label: str  # before the slider: "at", "by"
    without: float | None = None  # where nothing is changed; None: at the values or the weight as they are


@dataclass(frozen=True)
class Form:
    """What the browser has to know of one kind of change."""

    title: str  # in the menu of kinds
    sentence: str
    word: str
    fields: tuple[Field, ...]
    says: Mapping[str, str]  # by mode
    short: Mapping[str, str]  # by mode
    spans: Mapping[str, Span] = field(default_factory=dict)  # by mode; none: there is no number
    does: Mapping[str, Any] | None = None  # a change as draw/stepper/edits.js takes it; None: the server's
