"""The kinds of work that a job may be. A new one is a function here and one line in WORK."""

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from lstmviz.app.jobs.files import JobFiles, Record
from lstmviz.app.units.tracing import traced
from lstmviz.app.your_model.reading import READING
from lstmviz.claims import CLAIMS
from lstmviz.learn.sessions.plan import plan_of
from lstmviz.learn.sessions.session import session

Work = Callable[[Mapping[str, Any], Path], Iterator[Record]]
"""Given the settings of a spec and the job's folder, yields the records.

Every one is written behind those in the folder, so that work begun again after a stop goes on from there.
"""


def claim(settings: Mapping[str, Any], folder: Path) -> Iterator[Record]:
    """The rows of a claim, behind those in the folder.

    settings: "claim", its name, and "settings"; records: "share" and "row".
    """
    chosen, known = CLAIMS[settings["claim"]], JobFiles(folder).count()
    expected = chosen.expected(settings["settings"])
    for count, row in enumerate(chosen.go_on(settings["settings"], known), known + 1):
        yield {"share": count / expected, "row": row}


def training(settings: Mapping[str, Any], folder: Path) -> Iterator[Record]:
    """A training session. settings: a plan's; the folder keeps its checkpoints."""
    return session(plan_of(settings), folder)


WORK: dict[str, Work] = {"claim": claim, "train": training, "corpus": traced, **READING}
