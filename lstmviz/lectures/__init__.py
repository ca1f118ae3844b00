"""Lectures: what is told in front of the app, a TOML file each. A new one is one file beside this."""

import os
from collections.abc import Mapping
from pathlib import Path

from lstmviz.lectures.lecture import Lecture, Stop, read_lecture

__all__ = ["LECTURES", "OWN", "TOUR", "Lecture", "Stop", "all_lectures", "read_lecture"]

FOLDER = Path(__file__).parent
TOUR = "tour"
_IN_ORDER = (TOUR, "lstm-counts", "reset", "rnn-forgets", "vanishing-gradient", "forget-bias")

OWN = "LSTMVIZ_LECTURE"  # the environment's: the file of a lecture of one's own


def all_lectures(environment: Mapping[str, str] = os.environ) -> dict[str, Lecture]:
    """Name in links -> lecture: those that are shipped, and one's own. Raises as `read_lecture`."""
    files = [FOLDER / f"{name}.toml" for name in _IN_ORDER]
    if OWN in environment:
        files.append(Path(environment[OWN]))
    return {lecture.name: lecture for lecture in map(read_lecture, files)}


LECTURES = all_lectures()
