"""What a job's own process does: the work that its kind names, record by record, within limits."""

import os
import resource
import signal
import traceback
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from secrets import token_hex
from types import FrameType
from typing import Any

from lstmviz.app.jobs.files import End, JobFiles, Record
from lstmviz.claims import CLAIMS
from lstmviz.errors import InputError
from lstmviz.learn.plan import plan_of
from lstmviz.learn.session import session

MOST_SECONDS = 1200  # a job may run before it must be started again
MOST_MEGABYTES = 2048  # of memory beside what torch itself takes
TAKEN = 3  # exit status: another process works in the folder
ORPHANED = 4  # exit status: the server is gone

Work = Callable[[Mapping[str, Any], Path], Iterator[Record]]
"""Given the words of a spec and the job's folder, yields the records.

Every one is written behind those in the folder, so that work begun again after a stop goes on from there.
"""


def claim(words: Mapping[str, Any], folder: Path) -> Iterator[Record]:
    """The rows of a claim, behind those in the folder.

    words: "claim", its name, and "settings"; records: "share" and "row".
    """
    chosen, known = CLAIMS[words["claim"]], JobFiles(folder).count()
    expected = chosen.expected(words["settings"])
    for count, row in enumerate(chosen.go_on(words["settings"], known), known + 1):
        yield {"share": count / expected, "row": row}


def training(words: Mapping[str, Any], folder: Path) -> Iterator[Record]:
    """A training session. words: a plan's; the folder keeps its checkpoints."""
    return session(plan_of(words), folder)


WORK: dict[str, Work] = {"claim": claim, "train": training}


def run(folder: Path) -> int:
    """Do what the folder's spec says and write down how it ended. Returns the exit status."""
    files = JobFiles(folder)
    with files.alone(seconds=1) as mine:  # whoever looks after the job takes the lock for a moment
        if not mine:
            return TAKEN
        files.begin()
        files.write_end(_outcome(files, parent=os.getppid()))
    return 0


def limit_memory() -> None:
    """Let this process take MOST_MEGABYTES more than it has; an allocation beyond fails in Python."""
    pages = int(Path("/proc/self/statm").read_text().split()[5])  # data and stack
    most = pages * resource.getpagesize() + MOST_MEGABYTES * 2**20
    resource.setrlimit(resource.RLIMIT_DATA, (most, most))


def _outcome(files: JobFiles, parent: int) -> End:
    try:
        with time_limit(MOST_SECONDS):
            _write_records(files, parent)
    except InputError as error:
        return End("failed", str(error))
    except Exception as error:
        if isinstance(error, MemoryError) or "can't allocate memory" in str(error):
            return End("failed", f"It needs more than {MOST_MEGABYTES} MB of memory, the limit. Choose less.")
        number = token_hex(4)
        (files.folder / "error.txt").write_text(f"error {number}\n{traceback.format_exc()}")
        return End("failed", f"The computation broke off. Whoever runs this page can look up error {number}.")
    return End("done", "")


def _write_records(files: JobFiles, parent: int) -> None:
    spec = files.spec()
    assert spec is not None
    for record in WORK[spec.kind](spec.words, files.folder):
        files.append(record)
        if os.getppid() != parent:
            os._exit(ORPHANED)


@contextmanager
def time_limit(seconds: float) -> Iterator[None]:
    """Within the block, an InputError comes up after so many seconds."""

    def over(signum: int, frame: FrameType | None) -> None:
        raise InputError(
            f"It ran for {seconds:g} s, the limit, and was ended. What it did is kept: run it again to go on "
            "from there, or choose less."
        )

    before = signal.signal(signal.SIGALRM, over)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
