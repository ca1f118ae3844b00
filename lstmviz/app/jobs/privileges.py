"""What the process of a job may take: less than a page, and so much memory.

Linux can say all of it. What another system lacks is done without, and `lacking` names it for the log.
"""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

try:
    import resource
except ImportError:  # Windows has none
    resource = None  # type: ignore[assignment]

NICENESS = 10  # of a job's session among the others, on Linux
MEMORY = Path("/proc/self/statm")


def own_session() -> dict[str, Any]:
    """How to start a process so that Ctrl-C in the terminal is for the server alone."""
    if sys.platform == "win32":
        return {"creationflags": subprocess.CREATE_NEW_PROCESS_GROUP | subprocess.IDLE_PRIORITY_CLASS}
    return {"start_new_session": True}


def let_pages_go_first() -> None:
    """Lower this process: whatever wakes to serve a page takes an idle process's core at once.

    Linux shares the cores among sessions before it looks at processes ("autogroup"), so that a job is a
    session of its own, and that one is nice. Without idle processes, this one is as nice as can be.
    """
    try:
        os.sched_setscheduler(0, os.SCHED_IDLE, os.sched_param(0))
    except (AttributeError, OSError):
        if hasattr(os, "nice"):
            os.nice(19)
    with suppress(OSError):  # where sessions share nothing, to be idle is enough
        Path("/proc/self/autogroup").write_text(str(NICENESS), encoding="ascii")


def let_be_quick(pid: int) -> None:
    """Where the system allows it, let a process be as quick as a page: somebody waits for what it does."""
    with suppress(OSError):
        Path(f"/proc/{pid}/autogroup").write_text("0", encoding="ascii")
    with suppress(AttributeError, OSError):
        os.sched_setscheduler(pid, os.SCHED_OTHER, os.sched_param(0))


def limit_memory(megabytes: int) -> None:
    """Let this process take so much more than it has; an allocation beyond fails in Python."""
    if not _can_limit_memory():
        return
    pages = int(MEMORY.read_text().split()[5])  # data and stack
    most = pages * resource.getpagesize() + megabytes * 2**20
    resource.setrlimit(resource.RLIMIT_DATA, (most, most))


@contextmanager
def memory_within(megabytes: int) -> Iterator[None]:
    """Within the block this process may take so much more than it has, less than it was let before."""
    if not _can_limit_memory():
        yield
        return
    before, most = resource.getrlimit(resource.RLIMIT_DATA)
    wanted = int(MEMORY.read_text().split()[5]) * resource.getpagesize() + megabytes * 2**20
    resource.setrlimit(resource.RLIMIT_DATA, (wanted if before < 0 else min(before, wanted), most))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_DATA, (before, most))


def _can_limit_memory() -> bool:
    return resource is not None and MEMORY.exists()


def lacking() -> str:
    """What this system cannot do of the above, as a sentence for the log; empty where it can do all."""
    lacks = []
    if not hasattr(os, "sched_setscheduler"):
        lacks.append("no idle processes (jobs run at the lowest priority there is)")
    if not _can_limit_memory():
        lacks.append("no limit of memory (a job may take all there is)")
    return f"This system has {' and '.join(lacks)}." if lacks else ""
