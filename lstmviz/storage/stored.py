"""Stored results: rows that were measured once, with how they were got, to be shown before anything runs."""

import json
import platform
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from concurrent.futures import Executor
from dataclasses import asdict, dataclass
from datetime import date
from operator import itemgetter
from pathlib import Path
from time import perf_counter
from typing import Any, TypeVar

import torch

from lstmviz.engines import results
from lstmviz.errors import InputError
from lstmviz.languages import Translatable
from lstmviz.languages import gettext as _
from lstmviz.storage.files import append_line, read_lines, write_whole

Row = dict[str, Any]
"""One measurement, as JSON has it: names to numbers, words, booleans, None, or lists of them."""

Report = Callable[[int], None]
"""Told how many rows were measured just now."""

Measure = Callable[[int], Iterable[Row]]
"""Measures the rows behind the first so many."""


Case = TypeVar("Case")


@dataclass(frozen=True)
class Stored:
    """The rows of one run and how they were got: enough to get them again."""

    of: str
    settings: dict[str, Any]
    date: str  # ISO
    seconds: float
    versions: dict[str, str]
    processor: str
    rows: list[Row]

    def made(self) -> str:
        """How they were got, in a sentence."""
        versions = ", ".join(f"{name} {version}" for name, version in self.versions.items())
        took = f"{self.seconds:,.0f}" if self.seconds >= 1 else "< 1"
        return _("Stored result of {date}, measured in {seconds} s on {processor} with {versions}.").format(
            date=self.date, seconds=took, processor=self.processor, versions=versions
        )


def store(path: Path, of: str, settings: Mapping[str, Any], measure: Measure, report: Report) -> Stored:
    """Measure the rows, which takes its time, and write them down; `report` is told of each.

    Broken off, it goes on from the rows that it had, if settings, versions and processor are the same.
    """
    return _store(path, of, settings, lambda done: enumerate(measure(len(done)), len(done)), report)


def store_cases(
    path: Path,
    of: str,
    settings: Mapping[str, Any],
    cases: Sequence[Case],
    measure_one: Callable[[Case], Row],
    report: Report,
    executor: Executor,
) -> Stored:
    """As `store`, of cases that know nothing of each other: the executor measures them, a row each."""

    def measure(done: Collection[int]) -> Iterable[tuple[int, Row]]:
        left = {place: case for place, case in enumerate(cases) if place not in done}
        return results(executor, measure_one, left)

    return _store(path, of, settings, measure, report)


def _store(
    path: Path,
    of: str,
    settings: Mapping[str, Any],
    measure: Callable[[Collection[int]], Iterable[tuple[int, Row]]],
    report: Report,
) -> Stored:
    """measure: given the places of the rows that are there, the others, each with its place, in any order."""
    head: Row = {
        "of": of,
        "settings": dict(settings),
        "versions": {"python": platform.python_version(), "torch": torch.__version__},
        "processor": processor_name(),
    }
    begun = path.with_suffix(".begun")
    measured = _measured(begun, head)
    report(len(measured))
    started = perf_counter() - (measured[-1]["seconds"] if measured else 0.0)
    for place, row in measure({one["place"] for one in measured}):
        measured.append({"place": place, "seconds": round(perf_counter() - started, 1), "row": row})
        append_line(begun, measured[-1])
        report(1)
    stored = Stored(
        **head,
        date=date.today().isoformat(),
        seconds=round(perf_counter() - started, 1),
        rows=[one["row"] for one in sorted(measured, key=itemgetter("place"))],
    )
    write_whole(path, _as_json(stored).encode())
    begun.unlink(missing_ok=True)
    return stored


def _measured(begun: Path, head: Row) -> list[Row]:
    """Rows and seconds of a run that was broken off; none where its head was another, and one begins."""
    first, *lines = read_lines(begun) or [None]
    if first == head:
        return lines
    begun.unlink(missing_ok=True)
    append_line(begun, head)
    return []


def read_stored(path: Path, title: str, settings: Mapping[str, Any], way_out: Translatable) -> Stored:
    """What is stored. Raises InputError where that is nothing, damaged, or of other settings than these."""
    try:
        found = Stored(**json.loads(path.read_bytes()))
    except OSError as error:
        raise InputError(
            "There is no stored result of “{title}”. {way_out}", title=title, way_out=way_out
        ) from error
    except (ValueError, TypeError) as error:
        raise InputError(
            "The stored result of “{title}” is damaged. {way_out}", title=title, way_out=way_out
        ) from error
    if found.settings != settings:
        raise InputError(
            "The stored result of “{title}” was made with other settings. {way_out}",
            title=title,
            way_out=way_out,
        )
    return found


def processor_name() -> str:
    """What the machine calls its processor, as /proc/cpuinfo has it where there is one."""
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        lines = []
    named = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    return next(named, platform.processor() or platform.machine())


def _as_json(stored: Stored) -> str:
    """A line a row, so that a renewed result shows in a diff what changed."""
    head = {**asdict(stored), "rows": "ROWS"}
    rows = ",\n".join(json.dumps(row, ensure_ascii=False, allow_nan=False) for row in stored.rows)
    return json.dumps(head, indent=1, ensure_ascii=False).replace('"ROWS"', f"[\n{rows}\n]") + "\n"
