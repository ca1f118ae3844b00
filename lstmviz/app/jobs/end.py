"""How a job ended."""

import json
from typing import Literal, NamedTuple

from lstmviz.languages import Translatable


class End(NamedTuple):
    """How a job ended."""

    status: Literal["done", "failed"]
    why: Translatable | None = None  # None where it is done

    def as_json(self) -> bytes:
        """As it is written down."""
        return json.dumps({"status": self.status, "why": self.why and self.why.as_json()}).encode()

    @classmethod
    def from_json(cls, written: bytes) -> "End":
        """The end that was written down. Raises ValueError, TypeError or KeyError where that is damaged."""
        end = json.loads(written)
        if end["status"] not in ("done", "failed"):
            raise ValueError(f"{end['status']} is no way to end")
        return cls(end["status"], Translatable.from_json(end["why"]) if end["why"] else None)


DAMAGED_END = End(
    "failed",
    Translatable(
        "The file that says how it ended is damaged. What it did is kept: run it again to go on from there."
    ),
)
DAMAGED_RECORDS = End(
    "failed",
    Translatable(
        "A file with a part of its results is damaged. Run it again: that part is computed anew, with the "
        "same numbers."
    ),
)
