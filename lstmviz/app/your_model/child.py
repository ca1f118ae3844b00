"""The server's side of reading a visitor's file: a process of its own looks into it, within limits."""

import time
from pathlib import Path
from threading import BoundedSemaphore, Event
from typing import Any

from lstmviz.app.jobs.files import JobFiles
from lstmviz.app.jobs.spec import Spec
from lstmviz.app.jobs.worker import Outcome
from lstmviz.app.jobs.workers import shared_workers
from lstmviz.errors import InputError
from lstmviz.languages import gettext as _
from lstmviz.languages import spoken
from lstmviz.limits import jobs_at_once

MOST_SECONDS = 20.0  # for reading a file, once its turn has come
LONGEST_WAIT = 60.0  # for a process that has to be started first, on a busy machine
BEAT = 0.1  # seconds
AT_ONCE = jobs_at_once()  # files: a core is left to those who step
OWN: list[Path] = []
"""Files of the machine that the server runs on, named where it was started."""

_turn = BoundedSemaphore(AT_ONCE)


def read_in_child(kind: str, settings: dict[str, Any], folder: Path) -> dict[str, Any]:
    """What a process of its own makes of a file, a key of `reading.READING`.

    Raises InputError where the file is refused, or takes more time or memory than it may.
    """
    spec = Spec(kind, settings | {"language": spoken()})
    files = JobFiles(folder / spec.id)
    files.write_spec(spec)
    with _turn:
        outcome = _outcome(files)
    if outcome.status == "failed":
        raise InputError(
            "The file cannot be read ({why}). Save its weights alone, as safetensors.",
            why=outcome.why,
        )
    *_before, found = files.records()
    if "refused" in found:
        why = found["refused"]
        if not why.endswith((".", "。")):  # what a library said
            why = _("{why}.").format(why=why)
        raise InputError(
            "The file is refused: {why} Save the net’s weights anew, as safetensors, or as NPZ.", why=why
        )
    return found | {"folder": str(files.folder)}


def _outcome(files: JobFiles) -> Outcome:
    """What came of the job in a process of its own. Raises InputError where it takes too long."""
    over, outcomes = Event(), list[Outcome]()

    def ended(outcome: Outcome) -> None:
        outcomes.append(outcome)
        over.set()

    worker = shared_workers().start(files.folder, ended)
    begun = began = time.monotonic()
    while not over.wait(BEAT):
        now = time.monotonic()
        begun = begun if files.in_work() else now  # a process that was just started loads first
        if now - begun > MOST_SECONDS or now - began > LONGEST_WAIT:
            worker.kill()
            raise InputError(
                "Reading the file took more than {seconds:g} s, the limit. Save its weights alone.",
                seconds=MOST_SECONDS,
            )
    return outcomes[0]
