"""A fork server: a process that has loaded torch once and from then on forks one for a job in milliseconds.

Python's own, multiprocessing's "forkserver", imports the program's __main__ again in every child; under
Streamlit that is the page's script. This one knows nothing of the server but two pipes. Lines come in,
"start FOLDER" and "stop FOLDER"; lines go out, "STATUS FOLDER", where a job's process has ended. When the
server is gone its pipe closes, and all processes end.
"""

import os
import selectors
import signal
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from threading import Lock, Thread

NICENESS = 10  # of a job's session
ROOT = Path(__file__).parents[3]
THREADS = dict.fromkeys(("OMP_NUM_THREADS", "MKL_NUM_THREADS", "OPENBLAS_NUM_THREADS"), "1")

Ended = Callable[[int], None]
"""Told of the exit status of a job's process; -9 where it was killed by signal 9."""


class ForkServer:
    """The server's side of it. It loads, in seconds, when it is first wanted, and again if it was killed.

    modules: imported beside the worker, so that they can register work of their own.
    """

    def __init__(self, *modules: str) -> None:
        self._modules = modules
        self._speaking = Lock()
        self._ended: dict[str, Ended] = {}
        self._process: subprocess.Popen[bytes] | None = None

    def get_ready(self) -> None:
        """Load now, so that the first job need not wait for it."""
        with self._speaking:
            self._process = self._process or self._launch()

    def start(self, folder: Path, ended: Ended) -> None:
        """Work in the folder, in a process of its own; `ended` is called when that is over, in a thread."""
        with self._speaking:
            self._process = self._process or self._launch()
            self._ended[str(folder)] = ended
            self._say("start", folder)

    def stop(self, folder: Path) -> None:
        """End the process that works in the folder, at once."""
        with self._speaking:
            self._say("stop", folder)

    def _say(self, word: str, folder: Path) -> None:
        with suppress(BrokenPipeError):  # it was killed; the listening thread is about to find out, and tells
            if self._process is not None and self._process.stdin is not None:
                self._process.stdin.write(f"{word} {folder}\n".encode())

    def _launch(self) -> "subprocess.Popen[bytes]":
        process = subprocess.Popen(
            [sys.executable, "-m", __name__, *self._modules],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            bufsize=0,
            cwd=ROOT,
            env={**os.environ, **THREADS},
            process_group=0,  # Ctrl-C in the terminal is for the server
        )
        Thread(target=self._listen, args=(process,), daemon=True, name="jobs").start()
        return process

    def _listen(self, process: "subprocess.Popen[bytes]") -> None:
        with process:
            for line in process.stdout or ():
                status, folder = line.decode().rstrip("\n").split(" ", 1)
                self._ended.pop(folder)(int(status))
            with self._speaking:
                self._process, left = None, list(self._ended.values())
                self._ended.clear()
        for ended in left:
            ended(-signal.SIGKILL)


class Children:
    """The other side: the processes of the jobs."""

    def __init__(self) -> None:
        self._pids: dict[str, int] = {}
        self._waiting = selectors.DefaultSelector()
        self._waiting.register(sys.stdin.fileno(), selectors.EVENT_READ)
        self._half_a_line = b""

    def serve(self) -> None:
        """Obey until the server is gone."""
        while True:
            for key, _ in self._waiting.select():
                if key.data is not None:
                    self._bury(key.fd, key.data)
                elif not self._obey(os.read(key.fd, 65536)):
                    return self._end_all()

    def _obey(self, told: bytes) -> bool:
        *lines, self._half_a_line = (self._half_a_line + told).split(b"\n")
        for line in lines:
            word, folder = line.decode().split(" ", 1)
            if word == "start":
                self._fork(folder)
            elif folder in self._pids:
                os.kill(self._pids[folder], signal.SIGKILL)
        return bool(told)

    def _fork(self, folder: str) -> None:
        alive, held = os.pipe()  # the child holds one end as long as it lives
        pid = os.fork()
        if pid == 0:
            work(Path(folder))
        os.close(held)
        self._pids[folder] = pid
        self._waiting.register(alive, selectors.EVENT_READ, folder)

    def _bury(self, alive: int, folder: str) -> None:
        self._waiting.unregister(alive)
        os.close(alive)
        _, status = os.waitpid(self._pids.pop(folder), 0)
        print(os.waitstatus_to_exitcode(status), folder, flush=True)

    def _end_all(self) -> None:
        for pid in self._pids.values():
            os.kill(pid, signal.SIGKILL)


def work(folder: Path) -> None:
    """What a fork does with its life."""
    from lstmviz.app.jobs import worker

    status = 1
    try:
        nothing = os.open(os.devnull, os.O_RDWR)
        os.dup2(nothing, sys.stdin.fileno())
        os.dup2(nothing, sys.stdout.fileno())
        _step_back()
        worker.limit_memory()
        status = worker.run(folder)
    finally:
        os._exit(status)


def _step_back() -> None:
    """Let the pages go first. Not the fork server itself, which must stop a job at once.

    Whatever wakes to serve a page takes an idle process's core at once. Linux shares the cores among sessions
    before it looks at processes ("autogroup"), so that a job is a session of its own, and that one is nice.
    """
    os.setsid()
    os.sched_setscheduler(0, os.SCHED_IDLE, os.sched_param(0))
    with suppress(OSError):  # where sessions share nothing, to be idle is enough
        Path("/proc/self/autogroup").write_text(str(NICENESS), encoding="ascii")


def main(modules: list[str]) -> None:
    """Load what jobs need, then serve."""
    import torch

    for module in ("lstmviz.app.jobs.worker", *modules):
        import_module(module)
    torch.set_num_threads(1)
    torch.optim.Adam([torch.zeros(1)])  # a process loads 800 modules with its first optimizer
    Children().serve()


if __name__ == "__main__":
    main(sys.argv[1:])
