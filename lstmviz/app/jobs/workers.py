"""The server's side of the processes that do jobs: some stand ready, and any can be ended at once.

Python's own pools cannot end one task, or import the program's __main__ again in every process; under
Streamlit that is the page's script. These know nothing of the server but two pipes; see worker.py.
"""

import json
import logging
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from functools import cache
from pathlib import Path
from threading import Lock, Thread

from lstmviz.app.jobs.privileges import lacking, let_be_quick, own_session
from lstmviz.app.jobs.worker import Outcome
from lstmviz.languages import N_, Translatable

MOST_IDLE = 2  # one for the next job, one for the next after that is stopped
ROOT = Path(__file__).parents[3]
THREADS = dict.fromkeys(("OMP_NUM_THREADS", "MKL_NUM_THREADS", "OPENBLAS_NUM_THREADS"), "1")

# For the visitor: how a process may come to its end.
EXITED = N_(
    "The process ended by itself with exit status {status} before it was done. What it did is kept: run it "
    "again to go on from there."
)
CRASHED = N_(
    "The process crashed with signal {signal}, {name}. What it did is kept: run it again to go on from there."
)
KILLED = N_(
    "The process was killed from outside with signal {signal}, as a system out of memory does. What it did "
    "is kept: run it again to go on from there."
)
ENDED = N_(
    "The process was ended from outside with signal {signal}, {name}. What it did is kept: run it again to "
    "go on from there."
)

Ended = Callable[[Outcome], None]


class Worker:
    """A process that does one job at a time. It loads for about two seconds, and can be asked before that."""

    def __init__(self, modules: tuple[str, ...]) -> None:
        self.last_sign = time.monotonic()  # of life, while it does a job
        self._process = subprocess.Popen(
            [sys.executable, "-m", "lstmviz.app.jobs.worker", *modules],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            cwd=ROOT,
            env={**os.environ, **THREADS},
            **own_session(),
        )

    @property
    def pid(self) -> int:
        """Of its process."""
        return self._process.pid

    def is_alive(self) -> bool:
        """Whether its process runs."""
        return self._process.poll() is None

    def do(self, folder: Path) -> Outcome:
        """Do the job of the folder; comes back when it is over, or the process."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self.last_sign = time.monotonic()
        with suppress(OSError):  # it is gone, and so its answers end
            self._process.stdin.write(json.dumps(str(folder)).encode() + b"\n")
            self._process.stdin.flush()
        for line in self._process.stdout:
            self.last_sign = time.monotonic()
            if outcome := json.loads(line):
                status, why = outcome
                return Outcome(status, Translatable.from_json(why) if why else None)
        return Outcome("failed", cause_of_death(self._process.wait()))

    def kill(self) -> None:
        """End its process at once, whatever it does."""
        let_be_quick(self.pid)
        self._process.kill()

    def close(self) -> None:
        """Let go of its process, which ends; comes back when it has."""
        with self._process, suppress(OSError):
            assert self._process.stdin is not None
            self._process.stdin.close()


class Workers:
    """Up to MOST_IDLE processes wait for the next job, so that it starts in milliseconds.

    modules: imported beside the work there is, so that they can register work of their own.
    """

    def __init__(self, *modules: str) -> None:
        self._modules = modules
        self._lock = Lock()
        self._ready: list[Worker] = []

    def get_ready(self) -> None:
        """Load a process now, so that the first job need not wait for it."""
        with self._lock:
            self._ready = self._ready or [Worker(self._modules)]

    def start(self, folder: Path, ended: Ended) -> Worker:
        """Have the job of the folder done; `ended` is called in a thread when that is over."""
        with self._lock:
            self._drop_dead()
            worker = self._ready.pop() if self._ready else Worker(self._modules)
            self._ready = self._ready or [Worker(self._modules)]
        Thread(target=self._do, args=(worker, folder, ended), daemon=True, name="job").start()
        return worker

    def _drop_dead(self) -> None:
        for worker in self._ready:
            if not worker.is_alive():
                worker.close()
        self._ready = [worker for worker in self._ready if worker.is_alive()]

    def _do(self, worker: Worker, folder: Path, ended: Ended) -> None:
        outcome = worker.do(folder)
        if outcome.status == "done":
            with self._lock:
                self._ready.append(worker)
        else:
            worker.close()
        ended(outcome)
        self.close(MOST_IDLE)

    def close(self, most_ready: int = 0) -> None:
        """End processes that wait for a job, but for so many."""
        with self._lock:
            self._ready, beyond = self._ready[:most_ready], self._ready[most_ready:]
        for worker in beyond:
            worker.close()


@cache
def shared_workers() -> Workers:
    """The processes of this server that stand ready."""
    if lacks := lacking():
        logging.getLogger(__name__).warning(lacks)
    return Workers()


def cause_of_death(status: int) -> Translatable:
    """What an exit status says, for the visitor; below 0 it is that of a signal."""
    if status >= 0:
        return Translatable(EXITED, status=status)
    named: dict[str, object] = {"signal": -status, "name": signal.strsignal(-status)}
    if -status in (signal.SIGSEGV, signal.SIGABRT, signal.SIGILL, signal.SIGFPE):
        return Translatable(CRASHED, **named)
    return Translatable(KILLED if -status == signal.SIGKILL else ENDED, **named)
