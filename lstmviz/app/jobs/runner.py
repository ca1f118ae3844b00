"""Long work beside the page: queued, run in processes of its own, shared by all who ask for the same.

A job is named by what it does, so that all visitors with the same settings watch one job, a link finds it
again, and what is done need not be done twice. What came of it stays on disk when the server ends.
"""

import os
import re
import shutil
import tempfile
import time
from functools import cache, partial
from pathlib import Path
from threading import RLock
from typing import Literal, NamedTuple

from lstmviz.app.jobs.files import End, JobFiles, Record, Spec
from lstmviz.app.jobs.fork_server import ForkServer
from lstmviz.app.jobs.worker import TAKEN
from lstmviz.errors import InputError

__all__ = ["Jobs", "Spec", "State", "default_folder", "default_workers"]

ID = re.compile("[0-9a-f]{16}")
MOST_WAITING = 50
DAYS_KEPT = 7
MOST_KEPT = 500
MEGABYTES_KEPT = 1000
TOLD_FROM = 0.02  # share done, before which the time left would be a guess

Status = Literal["unknown", "waiting", "running", "done", "stopped", "failed"]


class State(NamedTuple):
    """Where a job stands."""

    status: Status
    place: int = 0  # in the queue, from 1; 0 where it does not wait
    share: float = 0.0  # done, 0 to 1
    seconds_left: float | None = None  # None where nothing can be said yet
    why: str = ""  # it failed, for the visitor


class Running(NamedTuple):
    """A job that this server runs."""

    since: float  # on the monotonic clock
    share: float  # that was done before


class Jobs:
    """All jobs of a server. Every method may be called from any thread."""

    def __init__(self, folder: Path, workers: int, fork_server: ForkServer | None = None) -> None:
        """folder: where the jobs are kept; workers: how many run at once."""
        self.folder = folder
        self.workers = workers
        self._fork_server = fork_server or _shared_fork_server()
        self._lock = RLock()
        self._files: dict[str, JobFiles] = {}
        self._waiting: list[str] = []
        self._running: dict[str, Running] = {}
        self._stopping: set[str] = set()
        self._wish: dict[str, str] = {}  # visitor -> the job they want
        self.sweep()

    def get_ready(self) -> None:
        """Load what jobs need, so that the first one starts in milliseconds."""
        self._fork_server.get_ready()

    def submit(self, spec: Spec, visitor: str) -> str:
        """Have it done, or go on where it was stopped; returns its id.

        A visitor wants one job at a time: another one is withdrawn. Raises InputError where too many wait.
        """
        with self._lock:
            if not self._is_busy(spec.id) and self.state(spec.id).status != "done":
                self._queue(spec, visitor)
            if self._wish.get(visitor, spec.id) != spec.id:
                self.withdraw(self._wish[visitor], visitor)
            if self._is_busy(spec.id):
                self._wish[visitor] = spec.id
            self._start_next()
        return spec.id

    def _queue(self, spec: Spec, visitor: str) -> None:
        left = self._wish.get(visitor, "")
        freed = left in self._waiting and self.watchers(left) == 1
        if len(self._waiting) - freed >= MOST_WAITING:
            raise InputError(
                f"{MOST_WAITING} jobs are waiting, the limit. Try again when some of them are done."
            )
        self._job(spec.id).write_spec(spec)
        self._waiting.append(spec.id)

    def withdraw(self, id: str, visitor: str) -> None:
        """The visitor wants it no longer; a job that nobody wants is stopped, and keeps what it did."""
        with self._lock:
            if self._wish.get(visitor) != id:
                return
            del self._wish[visitor]
            if self.watchers(id):
                return
            if id in self._waiting:
                self._waiting.remove(id)
            elif id in self._running:
                self._stopping.add(id)
                self._fork_server.stop(self.folder / id)

    def wants(self, id: str, visitor: str) -> bool:
        """Whether the visitor asked for it, while it waits or runs."""
        with self._lock:
            return self._wish.get(visitor) == id

    def watchers(self, id: str) -> int:
        """How many visitors want it, while it waits or runs."""
        with self._lock:
            return sum(wanted == id for wanted in self._wish.values())

    def state(self, id: str) -> State:
        """Where it stands; "stopped" if the server ended while it ran."""
        with self._lock:
            job = self._job(id)
            if id in self._waiting:
                return State("waiting", self._waiting.index(id) + 1, job.share())
            if self._is_busy(id):
                return self._progress(id)
            if job.spec() is None:
                return State("unknown")
            if end := job.end():
                return State(end.status, share=job.share(), why=end.why)
            elsewhere = id not in self._stopping and job.in_work()  # under another server
            return State("running" if elsewhere else "stopped", share=job.share())

    def _progress(self, id: str) -> State:
        share, (since, before) = self._job(id).share(), self._running[id]
        done = share - before
        left = (time.monotonic() - since) * (1 - share) / done if done > TOLD_FROM else None
        return State("running", share=share, seconds_left=left)

    def records(self, id: str, after: int = 0) -> list[Record]:
        """What came of it so far, but for the first `after` records."""
        return self._job(id).records(after)

    def forget(self, id: str) -> None:
        """Have it done anew at the next submit. What waits or runs is left alone."""
        with self._lock:
            if not self._is_busy(id) and self._job(id).folder.exists():
                self._remove(self._job(id))

    def sweep(self) -> None:
        """Remove old jobs: after DAYS_KEPT, and beyond MOST_KEPT jobs or MEGABYTES_KEPT in all."""
        with self._lock:
            kept = size = 0
            for job in sorted(self._at_rest(), key=JobFiles.touched, reverse=True):
                kept, size = kept + 1, size + job.size()
                old = time.time() - job.touched() > DAYS_KEPT * 86400
                if old or kept > MOST_KEPT or size > MEGABYTES_KEPT * 2**20:
                    self._remove(job)

    def _at_rest(self) -> list[JobFiles]:
        self.folder.mkdir(parents=True, exist_ok=True)
        ids = [path.name for path in self.folder.iterdir() if ID.fullmatch(path.name)]
        return [self._job(id) for id in ids if not self._is_busy(id)]

    def _remove(self, job: JobFiles) -> None:
        with job.alone() as nobody:
            if nobody:
                shutil.rmtree(job.folder, ignore_errors=True)  # another server may be sweeping too
                self._files.pop(job.folder.name, None)

    def _job(self, id: str) -> JobFiles:
        if not ID.fullmatch(id):  # it may come from a link
            id = "no such job"
        with self._lock:
            if not (self.folder / id).exists():
                return JobFiles(self.folder / id)
            return self._files.setdefault(id, JobFiles(self.folder / id))

    def _is_busy(self, id: str) -> bool:
        return id in self._waiting or (id in self._running and id not in self._stopping)

    def _start_next(self) -> None:
        """Start what waits longest while there are workers; what is just being stopped must be gone first."""
        for id in [id for id in self._waiting if id not in self._running]:
            if len(self._running) < self.workers:
                self._fork_server.start(self.folder / id, partial(self._ended, id))
                self._running[id] = Running(time.monotonic(), self._job(id).share())
                self._waiting.remove(id)

    def _ended(self, id: str, status: int) -> None:
        """Its process is gone: the next one's turn."""
        with self._lock:
            del self._running[id]
            if id not in self._stopping and status != TAKEN and self._job(id).end() is None:
                self._job(id).write_end(End("failed", _broken_off(status)))
            self._stopping.discard(id)
            if id not in self._waiting:
                self._wish = {visitor: wanted for visitor, wanted in self._wish.items() if wanted != id}
            self._start_next()
        self.sweep()


def _broken_off(status: int) -> str:
    how = f"by signal {-status}" if status < 0 else f"with status {status}"
    return (
        f"The computation was ended from outside, {how}; the machine may have run out of memory. "
        "What it did is kept: run it again to go on from there."
    )


@cache
def _shared_fork_server() -> ForkServer:
    return ForkServer()


def default_workers() -> int:
    """All cores but one, which is for the pages."""
    return max(1, (os.cpu_count() or 1) - 1)


def default_folder() -> Path:
    """LSTMVIZ_JOBS, or a folder of this user's own among the temporary ones.

    Raises PermissionError where that belongs to somebody else, who could put anything into it.
    """
    if given := os.environ.get("LSTMVIZ_JOBS"):
        return Path(given)
    folder = Path(tempfile.gettempdir()) / f"lstmviz-{os.getuid()}"
    folder.mkdir(mode=0o700, exist_ok=True)
    if folder.is_symlink() or folder.stat().st_uid != os.getuid():
        raise PermissionError(f"{folder} belongs to somebody else. Set LSTMVIZ_JOBS to another folder.")
    return folder
