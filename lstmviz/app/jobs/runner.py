"""Long work beside the page: queued, run in processes of its own, shared by all who ask for the same.

A job is named by what it does, so that all visitors with the same settings watch one job, a link finds it
again, and what is done need not be done twice. What came of it stays on disk when the server ends.
"""

import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from threading import RLock
from typing import Literal

from lstmviz.app.jobs.end import End
from lstmviz.app.jobs.files import JobFiles, Record
from lstmviz.app.jobs.job import Job, State, Watcher
from lstmviz.app.jobs.queue import in_turn, most_waiting
from lstmviz.app.jobs.spec import Spec
from lstmviz.app.jobs.sweep import ID, sweep
from lstmviz.app.jobs.worker import Outcome
from lstmviz.app.jobs.workers import Workers, shared_workers
from lstmviz.errors import InputError
from lstmviz.languages import Translatable

__all__ = ["Jobs", "Spec", "State"]

LOOK_AFTER_EVERY = 1.0  # seconds


class Jobs:
    """All jobs of a server. Every method may be called from any thread."""

    def __init__(self, folder: Path, worker_count: int, workers: Workers | None = None) -> None:
        """folder: where the jobs are kept; worker_count: how many run at once."""
        self.folder = folder.absolute()
        self.worker_count = worker_count
        self._workers = workers or shared_workers()
        self._lock = RLock()
        self._jobs: dict[str, Job] = {}  # by id, in the order they came
        self._looks = 0  # after the jobs, so far
        self.sweep()

    def get_ready(self) -> None:
        """Load what jobs need, so that the first one starts in milliseconds."""
        self._workers.get_ready()

    def submit(self, spec: Spec, visitor: str, address: str = "") -> str:
        """Have it done, or go on where it was stopped; returns its id.

        A visitor wants one job at a time: another one is withdrawn. Raises InputError where too many wait, or
        the disk takes no more.
        """
        with self._lock:
            if not self._is_busy(spec.id) and self.state(spec.id).status != "done":
                self._queue(spec, visitor, address)
            for id in [id for id in self._jobs if id != spec.id]:
                self.withdraw(id, visitor)
            if job := self._jobs.get(spec.id):
                job.watchers[visitor] = Watcher(True, self._looks, lambda: False)
                job.files.write_wanted(job.wanted_by)
            self._start_next()
        return spec.id

    def _queue(self, spec: Spec, visitor: str, address: str) -> None:
        others = [job for job in self._waiting() if job.wanted_by != [visitor]]
        if len(others) >= (most := most_waiting(address, others)):
            raise InputError(
                "{most} jobs are waiting, the limit. Try again when some of them are done.", most=most
            )
        try:
            self._files(spec.id).write_spec(spec)
        except OSError as error:
            raise InputError(
                "The server cannot write the files of jobs: {error}. Whoever runs it can make room, or "
                "set LSTMVIZ_JOBS to another folder; then try again.",
                error=error.strerror or error,
            ) from error
        job = self._jobs.pop(spec.id, None)  # it comes last, also where it was stopped a moment ago
        self._jobs[spec.id] = job if job and job.phase == "stopping" else Job(self._files(spec.id), address)

    def withdraw(self, id: str, visitor: str) -> None:
        """The visitor wants it no longer; a job that nobody wants is stopped, and keeps what it did."""
        with self._lock:
            if not self.wants(id, visitor):
                return
            job = self._jobs[id]
            del job.watchers[visitor]
            job.files.write_wanted(job.wanted_by)
            if job.is_wanted:
                return
            if job.phase == "waiting":
                del self._jobs[id]
            elif job.phase == "running" and job.worker:
                job.phase = "stopping"
                job.worker.kill()

    def wants(self, id: str, visitor: str) -> bool:
        """Whether the visitor asked for it, while it waits or runs."""
        with self._lock:
            job = self._jobs.get(id)
            return job is not None and visitor in job.watchers and job.watchers[visitor].wants

    def was_first_asked_by(self, id: str, visitor: str) -> bool:
        """Whether nobody of those who want it, while it waits or runs, asked before this visitor."""
        with self._lock:
            job = self._jobs.get(id)
            return job is not None and job.wanted_by[:1] == [visitor]

    def was_taken_from(self, id: str, visitor: str) -> bool:
        """Whether the visitor wanted it when its server was killed, and nobody does it since."""
        return self.state(id).status == "stopped" and self._files(id).is_wanted_by(visitor)

    def look(self, id: str, visitor: str, is_there: Callable[[], bool]) -> None:
        """The visitor looks at a job that waits or runs, and is there as long as `is_there` says so."""
        with self._lock:
            if self._is_busy(id):
                wants = self.wants(id, visitor)
                self._jobs[id].watchers[visitor] = Watcher(wants, self._looks, is_there)

    def watchers(self, status: Literal["waiting", "running"]) -> int:
        """How many look at jobs that wait, or that run."""
        with self._lock:
            jobs = [job for job in self._jobs.values() if job.is_busy]
            return sum(len(job.watchers) for job in jobs if job.is_waiting == (status == "waiting"))

    def state(self, id: str) -> State:
        """Where it stands; "stopped" if the server ended while it ran."""
        with self._lock:
            files, job = self._files(id), self._jobs.get(id)
            if job and job.is_waiting:
                place = in_turn(self._waiting(), self._running()).index(job) + 1
                return State("waiting", place, files.share())
            if job and job.phase == "running":
                return job.progress()
            if job and job.phase == "failed":
                return State("failed", share=files.share(), why=str(job.why or ""))
            if files.spec() is None:
                return State("unknown")
            if end := files.end():
                return State(end.status, share=files.share(), why=str(end.why or ""))
            elsewhere = job is None and files.in_work()  # under another server
            return State("running" if elsewhere else "stopped", share=files.share())

    def records(self, id: str, after: int = 0) -> list[Record]:
        """What came of it so far, but for the first `after` records."""
        return self._files(id).records(after)

    def forget(self, id: str) -> None:
        """Have it done anew at the next submit. What waits or runs is left alone."""
        with self._lock:
            if not self._is_busy(id) and self._files(id).folder.exists():
                self._files(id).remove()
                if id in self._jobs and self._jobs[id].phase == "failed":
                    del self._jobs[id]

    def sweep(self) -> None:
        """Remove old jobs."""
        with self._lock:
            sweep(self.folder, busy=self._jobs)

    def look_after(self) -> None:
        """Withdraw what waits for visitors who are gone; end what runs too long or gives no sign of life."""
        with self._lock:
            self._looks += 1
            for id, job in list(self._jobs.items()):
                for visitor, watcher in job.away(self._looks).items():
                    if job.is_waiting:
                        self.withdraw(id, visitor)
                    if not watcher.wants:
                        del job.watchers[visitor]
                if (why := job.overdue()) and job.worker:
                    job.why = why
                    job.worker.kill()

    def keep_looking_after(self) -> None:
        """As long as the server runs."""
        while True:
            time.sleep(LOOK_AFTER_EVERY)
            self.look_after()

    def _files(self, id: str) -> JobFiles:
        return JobFiles(self.folder / (id if ID.fullmatch(id) else "no such job"))  # it may come from a link

    def _is_busy(self, id: str) -> bool:
        return id in self._jobs and self._jobs[id].is_busy

    def _waiting(self) -> list[Job]:
        return [job for job in self._jobs.values() if job.is_waiting]

    def _running(self) -> list[Job]:
        return [job for job in self._jobs.values() if job.worker]

    def _start_next(self) -> None:
        """Start what is next while there are workers; what is just being stopped must be gone first."""
        for job in in_turn(self._waiting(), self._running()):
            if len(self._running()) < self.worker_count and not job.worker:
                self._start(job)

    def _start(self, job: Job) -> None:
        job.phase, job.since, job.share_before = "running", time.monotonic(), job.files.share()
        try:
            job.worker = self._workers.start(job.files.folder, partial(self._ended, job))
        except OSError as error:
            self._fail(
                job,
                Translatable(
                    "The server cannot start a process: {error}. Try again in a minute.",
                    error=error.strerror or str(error),
                ),
            )

    def _ended(self, job: Job, outcome: Outcome) -> None:
        """Its process is done with it: the next one's turn."""
        with self._lock:
            if job.phase == "stopping" and job.is_wanted:
                job.phase, job.worker = "waiting", None
            elif job.phase == "running" and outcome.status == "failed":
                self._fail(job, job.why or outcome.why)
            else:
                del self._jobs[job.id]
            self._start_next()
        self.sweep()

    def _fail(self, job: Job, why: Translatable | None) -> None:
        """Write down why it failed; where the disk is full, it is told from memory."""
        end = job.files.end()
        try:
            if end is None or end.status != "done":  # it may have died just after
                job.files.write_end(End("failed", why))
            del self._jobs[job.id]
        except OSError:
            job.phase, job.worker, job.why = "failed", None, why
            job.watchers.clear()
