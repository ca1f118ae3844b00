"""A job that waits or runs: who watches it, its process, and where it stands."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from lstmviz.app.jobs.files import JobFiles
from lstmviz.app.jobs.worker import SIGN_EVERY
from lstmviz.app.jobs.workers import Worker
from lstmviz.languages import N_, Translatable

MOST_AWAY = 30  # looks after the jobs, in which a visitor who waits was never there
MOST_SECONDS = 1200  # a job may run before it must be started again
MOST_SILENT = 12 * SIGN_EVERY  # seconds; beside a busy machine an idle process is slow to give a sign
TOO_LONG = N_(
    "It ran for {seconds:g} s, the limit, and was ended. What it did is kept: run it again to go on from "
    "there, or choose less."
)
SILENT = N_(
    "Its process gave no sign of life for {seconds:g} s, and was ended. What it did is kept: run it again to "
    "go on from there."
)
ENOUGH_DONE = 0.02  # share done, before which the time left would be a guess

Status = Literal["unknown", "waiting", "running", "done", "stopped", "failed"]


Phase = Literal["waiting", "running", "stopping", "failed"]
"""Of a job in memory. Stopping: its process was told to end, and is not gone yet."""


class State(NamedTuple):
    """Where a job stands."""

    status: Status
    place: int = 0  # in the queue, from 1; 0 where it does not wait
    share: float = 0.0  # done, 0 to 1
    seconds_left: float | None = None  # None where nothing can be said yet
    why: str = ""  # it failed, for the visitor


@dataclass
class Watcher:
    """A visitor who looks at a job."""

    wants: bool  # asked for it, and did not withdraw
    last_there: int  # the last time that the jobs were looked after and the visitor was there
    is_there: Callable[[], bool]


@dataclass(eq=False)
class Job:
    """A job that waits or runs on this server, or whose end could not be written to the disk."""

    files: JobFiles
    address: str  # of the visitor who asked first
    watchers: dict[str, Watcher] = field(default_factory=dict)
    phase: Phase = "waiting"
    worker: Worker | None = None  # while running or stopping
    since: float = 0.0  # on the monotonic clock, that it runs
    share_before: float = 0.0  # that was done when it began to run
    why: Translatable | None = None  # it failed, or is about to

    @property
    def id(self) -> str:
        """Its spec's."""
        return self.files.folder.name

    @property
    def wanted_by(self) -> list[str]:
        """The visitors who want it, in the order in which they asked."""
        return [visitor for visitor, watcher in self.watchers.items() if watcher.wants]

    @property
    def is_wanted(self) -> bool:
        """Whether a visitor wants it."""
        return bool(self.wanted_by)

    @property
    def is_waiting(self) -> bool:
        """Whether it is in the queue; stopped and wanted again, it is there before its process is gone."""
        return self.phase == "waiting" or (self.phase == "stopping" and self.is_wanted)

    @property
    def is_busy(self) -> bool:
        """Whether it waits or runs."""
        return self.phase == "running" or self.is_waiting

    def progress(self) -> State:
        """How far it is, and the time left where that can be told."""
        share = self.files.share()
        done = share - self.share_before
        left = (time.monotonic() - self.since) * (1 - share) / done if done > ENOUGH_DONE else None
        return State("running", share=share, seconds_left=left)

    def away(self, looks: int) -> dict[str, Watcher]:
        """The visitors who are gone; looks: how often the jobs were looked after, this time included."""
        for watcher in self.watchers.values():
            if watcher.is_there():
                watcher.last_there = looks
        return {
            visitor: watcher
            for visitor, watcher in self.watchers.items()
            if looks - watcher.last_there > MOST_AWAY
        }

    def overdue(self) -> Translatable | None:
        """Why its process is to be ended, for the visitor; None where it may go on."""
        if self.phase != "running" or self.worker is None:
            return None
        now = time.monotonic()
        if now - self.since > MOST_SECONDS:
            return Translatable(TOO_LONG, seconds=MOST_SECONDS)
        if now - self.worker.last_sign > MOST_SILENT:
            return Translatable(SILENT, seconds=MOST_SILENT)
        return None
