"""The process that does jobs, one after another: it has loaded torch before the first is asked for.

It is told a folder a line on its standard input. It answers with lines of JSON: null as a sign of life while
it works, and an Outcome at the end. After a job that failed it ends, so that nothing is left behind for the
next one; when the server is gone its input closes, and it ends at once.
"""

import json
import os
import sys
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from contextvars import copy_context
from importlib import import_module
from pathlib import Path
from queue import SimpleQueue
from secrets import token_hex
from threading import Event, Thread
from typing import Literal, NamedTuple

from lstmviz.app.jobs import privileges
from lstmviz.app.jobs.end import End
from lstmviz.app.jobs.files import JobFiles
from lstmviz.errors import InputError
from lstmviz.languages import Translatable

MOST_MEGABYTES = 2048  # of memory beside what torch itself takes
SIGN_EVERY = 5.0  # seconds
LONGEST_CAUSE = 300  # characters of an exception's text that a visitor is told
ORPHANED = 4  # exit status: the server is gone


class Outcome(NamedTuple):
    """What came of a job, as the worker tells it; "taken": another process works in the folder."""

    status: Literal["done", "failed", "taken"]
    why: Translatable | None = None


def run(folder: Path) -> Outcome:
    """Do what the folder's spec says, and write down how it ended where that can be written."""
    files = JobFiles(folder)
    with files.alone(seconds=1) as mine:  # whoever looks after the job takes the lock for a moment
        if not mine:
            return Outcome("taken")
        end = copy_context().run(_tried, files)  # a language that it speaks is not the next job's
        with suppress(OSError):  # the server is told, and shows it
            files.write_end(end)
    return Outcome(*end)


def _tried(files: JobFiles) -> End:
    try:
        files.begin()
        _write_records(files)
    except InputError as error:
        return End("failed", error.message)
    except OSError as error:
        return End("failed", _files_failed(error))
    except Exception as error:
        if isinstance(error, MemoryError) or "can't allocate memory" in str(error):
            return End(
                "failed",
                Translatable(
                    "It needs more than {most} MB of memory, the limit. Choose less.", most=MOST_MEGABYTES
                ),
            )
        return End("failed", _broke_off(files.folder, error))
    return End("done")


def _write_records(files: JobFiles) -> None:
    from lstmviz.app.jobs.work import WORK

    spec = files.spec()
    if spec is None:
        raise InputError("The file with its settings is damaged. Start it again.")
    for record in WORK[spec.kind](spec.settings, files.folder):
        files.append(record)


def _files_failed(error: OSError) -> Translatable:
    return Translatable(
        "Its files on the server cannot be read or written: {error}. What was written before is kept: "
        "once this is put right, try again to go on from there.",
        error=error.strerror or str(error),
    )


def _broke_off(folder: Path, error: Exception) -> Translatable:
    number, text = token_hex(4), " ".join(str(error).split())
    with suppress(OSError):
        (folder / "error.txt").write_text(f"error {number}\n{traceback.format_exc()}", encoding="utf-8")
    cause = f"{type(error).__name__}: {text}"[:LONGEST_CAUSE]
    return Translatable(
        "The computation broke off with {cause}. Whoever runs this page can look up error {number}.",
        cause=cause,
        number=number,
    )


def main(modules: list[str]) -> None:
    """Load what jobs need, and do them until the server is gone.

    modules: imported beside the work there is, so that they can register work of their own.
    """
    folders: SimpleQueue[Path] = SimpleQueue()
    Thread(target=_listen, args=(folders,), daemon=True).start()
    _load(modules)
    privileges.let_pages_go_first()  # not before: on a busy machine an idle process would load for minutes
    privileges.limit_memory(MOST_MEGABYTES)
    say = _speaker()
    done = True
    while done:
        folder = folders.get()
        with _signs_of_life(say):
            outcome = run(folder)
        done = outcome.status == "done"
        say(json.dumps([outcome.status, outcome.why and outcome.why.as_json()]))


def _listen(folders: "SimpleQueue[Path]") -> None:
    for line in sys.stdin:
        folders.put(Path(json.loads(line)))
    os._exit(ORPHANED)


def _load(modules: list[str]) -> None:
    import torch

    for module in ("lstmviz.app.jobs.work", *modules):
        import_module(module)
    torch.set_num_threads(1)
    _first_step()


def _first_step() -> None:
    """A step of training, for nothing: a process loads modules and kernels with its first one.

    The sizes are a job's: smaller ones would not load what multiplies larger ones.
    """
    import torch

    lstm, x = torch.nn.LSTM(8, 16), torch.zeros(16, 32, 8)
    optimizer = torch.optim.Adam(lstm.parameters())
    lstm(x)[0].sum().backward()
    optimizer.step()


def _speaker() -> Callable[[str], None]:
    """Writes a line to the server; what the work prints goes to the log instead."""
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "w", buffering=1)
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    return lambda line: print(line, file=answers, flush=True)


@contextmanager
def _signs_of_life(say: Callable[[str], None]) -> Iterator[None]:
    """Within the block a thread tells every SIGN_EVERY seconds that this process goes on."""
    over = Event()

    def sign() -> None:
        while not over.wait(SIGN_EVERY):
            say("null")

    thread = Thread(target=sign, daemon=True)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()


if __name__ == "__main__":
    main(sys.argv[1:])
