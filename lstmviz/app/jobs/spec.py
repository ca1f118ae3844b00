"""What a job is to do; it is named by that."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from typing import Any

from lstmviz.errors import InputError

MOST_BYTES = 20_000  # of a spec


@dataclass(frozen=True)
class Spec:
    """Everything that decides what a job does: the same spec, the same records.

    Raises InputError where it is longer than MOST_BYTES.
    """

    kind: str  # a key of work.WORK
    settings: Mapping[str, Any]  # plain JSON

    def __post_init__(self) -> None:
        if (size := len(self.as_json())) > MOST_BYTES:
            raise InputError(
                "The settings take {size} bytes; the limit is {most}. Choose fewer.",
                size=size,
                most=MOST_BYTES,
            )

    def as_json(self) -> bytes:
        """The one way to write it."""
        written = {"kind": self.kind, "settings": self.settings}
        return json.dumps(written, sort_keys=True, separators=(",", ":"), allow_nan=False).encode()

    @cached_property
    def id(self) -> str:
        """Its name on disk and in links: 16 hexadecimal digits of its SHA-256."""
        return sha256(self.as_json()).hexdigest()[:16]
