"""Stored results: what a claim measured at its default settings, shown before a visitor runs anything."""

import json
import platform
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from time import perf_counter
from typing import Any

import torch

from lstmviz.claims.claim import Claim, Row
from lstmviz.errors import InputError
from lstmviz.learn.files import write_whole

RESULTS = Path(__file__).parent / "results"


@dataclass(frozen=True)
class Stored:
    """The rows of one run and how they were got: enough to get them again."""

    claim: str
    settings: dict[str, Any]
    date: str  # ISO
    seconds: float
    versions: dict[str, str]
    processor: str
    rows: list[Row]


def renew(claim: Claim, report: Callable[[int], None], folder: Path = RESULTS) -> Stored:
    """Measure the claim at its defaults and store the rows; `report` is told of each."""
    settings, rows, started = claim.defaults(), [], perf_counter()
    for row in claim.measure(settings):
        rows.append(row)
        report(1)
    versions = {"python": platform.python_version(), "torch": torch.__version__}
    seconds = round(perf_counter() - started, 1)
    stored = Stored(claim.name, settings, date.today().isoformat(), seconds, versions, processor_name(), rows)
    write_whole(_path(claim, folder), _as_json(stored).encode())
    return stored


def stored(claim: Claim, folder: Path = RESULTS) -> Stored:
    """What is stored of a claim. Raises InputError where that is nothing, damaged, or of other defaults."""
    way_out = f"Make it again: python -m lstmviz.claims --claim {claim.name}"
    try:
        found = Stored(**json.loads(_path(claim, folder).read_bytes()))
    except OSError as error:
        raise InputError(f"There is no stored result of “{claim.title}”. {way_out}") from error
    except (ValueError, TypeError) as error:
        raise InputError(f"The stored result of “{claim.title}” is damaged. {way_out}") from error
    if found.settings != claim.defaults():
        raise InputError(f"The stored result of “{claim.title}” is of other settings. {way_out}")
    return found


def processor_name() -> str:
    """What the machine calls its processor, as /proc/cpuinfo has it where there is one."""
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        lines = []
    named = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    return next(named, platform.processor() or platform.machine())


def _path(claim: Claim, folder: Path) -> Path:
    return folder / f"{claim.name}.json"


def _as_json(stored: Stored) -> str:
    """A line a row, so that a renewed result shows in a diff what changed."""
    head = {**asdict(stored), "rows": "ROWS"}
    rows = ",\n".join(json.dumps(row, ensure_ascii=False, allow_nan=False) for row in stored.rows)
    return json.dumps(head, indent=1, ensure_ascii=False).replace('"ROWS"', f"[\n{rows}\n]") + "\n"
