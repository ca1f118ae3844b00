"""What a real net declares: whose it is, what it does, what it is good for and where it errs."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class RealNet:
    """A net that is shipped with weights, licence and the command that makes them, all in its folder.

    Its folder holds LICENSE, the weights, `__main__.py` that makes them, and what they were measured at.
    """

    name: str  # in links
    title: str
    does: str  # what it reads and answers, one sentence or two
    serves: str  # what it is good for
    errs: Callable[[], str]  # where it errs, with the figures that its command stored
    tour: str  # a key of `lectures.LECTURES`
    source: str  # address
    licence: str  # its SPDX identifier
    folder: Path

    @property
    def about(self) -> str:
        """Whose it is, in words that stand in every language: source and licence."""
        return f"{self.source} · {self.licence}"

    @property
    def made(self) -> str:
        """The command that makes all of it again."""
        return f"python -m lstmviz.real_nets.{self.folder.name}"
