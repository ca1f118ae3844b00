"""What an engine adds to a sweep: cases of a known length on Dask's workers, against their length alone.

Run it with `python -m benchmarks.sweep [--cases 200] [--seconds 2] [--workers 2]`. A case sleeps, so that a
busy machine does not make it longer; added is sending it, torch's start in each worker, and the answer.
"""

import argparse
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from lstmviz.engines import engine, results


def main() -> None:
    """Print one row."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.sweep")
    parser.add_argument("--cases", type=int, default=200)
    parser.add_argument("--seconds", type=float, default=2, help="of each case; default %(default)s")
    parser.add_argument("--workers", type=int, default=2)
    given = parser.parse_args()
    alone = given.cases * given.seconds / given.workers
    with tempfile.TemporaryDirectory() as folder, dask_cluster(Path(folder), given.workers) as (address, _):
        took = sweep(f"dask:{address}", given.cases, given.seconds)
    print("| cases | workers of Dask | seconds | of the cases alone |\n|---|---|---:|---:|")
    cases = f"{given.cases} of {given.seconds:g} s"
    print(f"| {cases} | {given.workers} | {took:.1f} | {took / alone:.3f} |")


def sweep(named: str, cases: int, seconds: float) -> float:
    """Seconds until an engine has done so many cases that take so long."""
    with engine(named) as executor:
        began = time.perf_counter()
        list(results(executor, time.sleep, dict.fromkeys(range(cases), seconds)))
        return time.perf_counter() - began


@contextmanager
def dask_cluster(folder: Path, workers: int) -> Iterator[tuple[str, Sequence[subprocess.Popen[bytes]]]]:
    """Dask's scheduler and workers, processes of their own: its address and the workers, all there."""
    from distributed import Client

    where = folder / "scheduler.json"
    file = ["--scheduler-file", str(where)]
    started = [
        subprocess.Popen(
            [sys.executable, "-m", f"distributed.cli.{name}", *file, *more],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        for name, *more in (
            ("dask_scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard", "--no-jupyter"),
            *[("dask_worker", "--nthreads", "1", "--no-nanny", "--no-dashboard")] * workers,
        )
    ]
    try:
        while not (address := _address_in(where)):
            time.sleep(0.1)
        with Client(address) as client:  # type: ignore[no-untyped-call]
            client.wait_for_workers(workers)
        yield address, started[1:]
    finally:
        for process in started:
            process.kill()
            process.wait()


def _address_in(file: Path) -> str:
    """Of the scheduler, once it has written it down."""
    try:
        return str(json.loads(file.read_text())["address"])
    except (OSError, ValueError):
        return ""


if __name__ == "__main__":
    main()
