"""What g2pM is worth, counted on the test data of its authors; and which characters have several readings."""

import json
from functools import cache
from pathlib import Path
from typing import Any

from lstmviz.languages import gettext as _

SCORES = Path(__file__).with_name("scores.json")
OFTEN = 15  # times in the test data, from which on a character's share is told
WORST = 6  # characters that are named


@cache
def rows() -> list[dict[str, Any]]:
    """Of each character: its "usual" reading, how often each was "asked", and how often "right"."""
    found: list[dict[str, Any]] = json.loads(SCORES.read_bytes())["rows"]
    return found


@cache
def readings() -> dict[str, tuple[str, ...]]:
    """The characters with several readings that the net was taught, and those that its authors met."""
    return {row["character"]: tuple(row["asked"]) for row in rows()}


def errs() -> str:
    """Where it errs, as measured."""
    asked, right = (sum(sum(row[count].values()) for row in rows()) for count in ("asked", "right"))
    usual = sum(row["asked"].get(row["usual"], 0) for row in rows())
    rare = [
        (number, row["right"][reading])
        for row in rows()
        for reading, number in row["asked"].items()
        if reading != row["usual"]
    ]
    rare_asked, rare_right = (sum(numbers) for numbers in zip(*rare, strict=True))
    return _(
        "In {asked} sentences of its authors' test data it reads {share} of the characters right; always the "
        "usual reading would be right at {usual}. Where the reading is another than the usual one, it is "
        "right at {rare}. Of the characters that occur {often} times or more it knows these least: "
        "{worst}. At characters with one reading its answer means nothing: it was never trained on them."
    ).format(
        asked=f"{asked:,}",
        share=_percent(right / asked),
        usual=_percent(usual / asked),
        rare=_percent(rare_right / rare_asked),
        often=OFTEN,
        worst=", ".join(f"{character} {_percent(share)}" for share, character in _worst()),
    )


def _worst() -> list[tuple[float, str]]:
    often = [row for row in rows() if sum(row["asked"].values()) >= OFTEN]
    shares = [(sum(row["right"].values()) / sum(row["asked"].values()), row["character"]) for row in often]
    return sorted(shares)[:WORST]


def _percent(share: float) -> str:
    return f"{100 * share:.1f} %"
