"""Python with this file on its path lacks what another system does, as LACKING names it: macos or windows.

The standard library is loaded first, for it knows the system it is on.
"""

import asyncio
import builtins
import io
import multiprocessing
import os
import signal
import subprocess
import sys

__all__ = ["asyncio", "multiprocessing", "subprocess"]

IDLE = ("sched_setscheduler", "sched_getscheduler", "SCHED_IDLE", "sched_param")
LACKS = {
    "macos": {"modules": (), os: (*IDLE, "posix_fallocate"), signal: ()},
    "windows": {
        "modules": ("fcntl", "resource", "pwd", "grp"),
        os: (*IDLE, "posix_fallocate", "fork", "setsid", "nice", "getuid", "getpgid", "killpg"),
        signal: ("SIGALRM", "setitimer", "ITIMER_REAL", "alarm"),
    },
}


def without_proc(real):
    """The function, for which there is nothing in /proc."""

    def function(path, *given, **named):
        if str(path).startswith("/proc"):
            raise FileNotFoundError(2, "No such file or directory", str(path))
        return real(path, *given, **named)

    return function


lacks = LACKS[os.environ["LACKING"]]
for module in lacks["modules"]:
    sys.modules[module] = None
for module in (os, signal):
    for name in lacks[module]:
        delattr(module, name)
builtins.open = io.open = without_proc(io.open)
os.stat = without_proc(os.stat)
