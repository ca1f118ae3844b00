"""Files made to hurt, uploaded: how soon each is refused, what it costs the server and who steps beside it.

`python -m benchmarks.uploads` prints the slowest, `--all` every file of tests/formats/hostile.py. Each takes
the way of the page: a process of its own looks into it. Seconds are by the clock and of the processor; memory
is the most that the server's process took on top. Beside uploads an act of a visitor is timed (a new sequence
on Step), in turns with acts alone.
"""

import os
import resource
from argparse import ArgumentParser
from collections.abc import Iterator
from contextlib import suppress
from importlib import import_module
from itertools import cycle
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from threading import Event, Thread
from time import perf_counter, sleep
from typing import NamedTuple

from lstmviz.app.jobs.workers import shared_workers
from lstmviz.app.scenes import panel_of
from lstmviz.app.subjects import subject_of
from lstmviz.app.your_model.child import read_in_child
from lstmviz.errors import InputError
from lstmviz.learn.saved_nets import shipped

FILES = import_module("tests.formats.hostile").FILES  # which is not typed
SLOWEST = 12
TURNS, ACTS = 4, 30
LOADING = 20  # seconds, in which a busy machine starts a process


class Cost(NamedTuple):
    """What a file cost."""

    seconds: float  # by the clock
    of_processor: float  # in the process that looked into it
    megabytes: float  # of the server's process, on top
    why: str  # it is refused; empty where it is not


def main(every: bool = False) -> None:
    """Print the table, and what a visitor beside it notices."""
    with TemporaryDirectory() as folder:
        os.environ["LSTMVIZ_JOBS"] = folder
        with suppress(InputError):  # both processes load torch first
            read_in_child("list", {"path": folder}, Path(folder))
        sleep(LOADING)
        costs = dict(uploaded(Path(folder)))
        show(costs, every)
        beside(Path(folder))
        shared_workers().close()


def show(costs: dict[str, Cost], every: bool) -> None:
    """The slowest first, and all in a line."""
    slowest = sorted(costs, key=lambda name: -costs[name].of_processor)
    print("| file | by the clock | processor | memory on top | refused |\n|---|---:|---:|---:|---|")
    for name in slowest if every else slowest[:SLOWEST]:
        seconds, of_processor, megabytes, why = costs[name]
        print(
            f"| {name} | {seconds:.2f} s | {of_processor:.2f} s | {megabytes:.0f} MB | {why[:80] or 'no'} |"
        )
    refused = sum(bool(cost.why) for cost in costs.values())
    within = sum(cost.seconds <= 1 for cost in costs.values())
    most = max(cost.megabytes for cost in costs.values())
    dearest = costs[slowest[0]].of_processor
    print(
        f"\n{len(costs)} files: {refused} refused, {within} within 1 s by the clock; of the processor "
        f"{dearest:.2f} s at most, of the server's memory {most:.0f} MB.\n"
    )


def uploaded(folder: Path) -> Iterator[tuple[str, Cost]]:
    """Every file, one after the other."""
    for name, write in FILES.items():
        path = folder / name
        write(path)
        yield name, cost(path, folder)
        if path.is_file() and not path.is_symlink():
            path.unlink()


def cost(path: Path, folder: Path) -> Cost:
    """Of looking into a file, and of taking what looks like a layer out of it."""
    Path("/proc/self/clear_refs").write_text("5", encoding="ascii")  # the peak is counted from here
    memory, began, before = megabytes("VmRSS"), perf_counter(), seconds_of_children()
    why = ""
    try:
        found = read_in_child("list", {"path": str(path)}, folder)
        why = " ".join(layer["problem"] for layer in found["layers"])
        for layer in found["layers"]:
            if not layer["problem"]:
                stated = {setting: values[0] for setting, values in layer["unsaid"].items()}
                picked = {"layer": layer["name"], "stated": stated, "tables": {}, "turned": False}
                read_in_child("take", {"path": str(path), **picked}, folder)
    except InputError as error:
        why = str(error).replace("|", "/")
    return Cost(perf_counter() - began, seconds_of_children() - before, megabytes("VmHWM") - memory, why)


def beside(folder: Path) -> None:
    """An act alone, and beside uploads that never end, in turns."""
    alone, busy = list[float](), list[float]()
    paths = [folder / f"again-{name}" for name in list(FILES)[::29]]
    for path in paths:
        FILES[path.name.removeprefix("again-")](path)
    for _turn in range(TURNS):
        alone += [act(number) for number in range(ACTS)]
        over = Event()
        uploading = Thread(target=keep_uploading, args=(paths, over))
        uploading.start()
        busy += [act(number) for number in range(ACTS)]
        over.set()
        uploading.join()
    print("| an act of a visitor | alone | beside uploads | |\n|---|---:|---:|---:|")
    shown = (
        f"{1000 * median(alone):.1f} ms | {1000 * median(busy):.1f} ms | {median(busy) / median(alone):.2f}"
    )
    print(f"| by the clock, median of {len(busy)} | {shown} |")


def keep_uploading(paths: list[Path], over: Event) -> None:
    """One hostile file after the other."""
    for path in cycle(paths):
        if over.is_set():
            return
        cost(path, path.parent)


def act(number: int) -> float:
    """Seconds for both nets of Step over a new sequence."""
    began, task = perf_counter(), subject_of("recall")
    inputs = task.encode(task.tokens("abcd" * 12 + "ABCD"[number % 4]))
    for name in ("lstm", "rnn-same-units"):
        panel_of(name, task, shipped.load("recall", name).net, inputs)
    return perf_counter() - began


def megabytes(key: str) -> float:
    """Of this process, on Linux: VmRSS now, VmHWM at most."""
    lines = Path("/proc/self/status").read_text(encoding="ascii", errors="replace").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith(key)) / 1024


def seconds_of_children() -> float:
    """Of the processor, that processes of this one took, those that ended too."""
    ended = resource.getrusage(resource.RUSAGE_CHILDREN)
    ticks = 0
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text(encoding="ascii", errors="replace").rpartition(")")[2].split()
        except OSError:  # it just ended
            continue
        if int(fields[1]) == os.getpid():
            ticks += int(fields[11]) + int(fields[12])
    return ended.ru_utime + ended.ru_stime + ticks / os.sysconf("SC_CLK_TCK")


if __name__ == "__main__":
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("--all", action="store_true", help="every file")
    main(parser.parse_args().all)
