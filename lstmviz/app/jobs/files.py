"""What is kept of a job: a folder that a crash at any moment leaves readable.

spec.json       what is to be done
records.jsonl   what came of it so far, a record a line; a last line without its end was cut off, and is none
end.json        how it ended: "done" or "failed", and why; not there while it runs, or where it was stopped
error.txt       the traceback of a failure nobody foresaw; for whoever runs the server
lock            held by the process that works in the folder
"""

import fcntl
import json
import os
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from threading import Lock
from typing import IO, Any, Literal, NamedTuple

from lstmviz.errors import InputError
from lstmviz.learn.files import write_whole

Record = dict[str, Any]
"""What a job tells, as JSON has it; its "share", 0 to 1, is how much of the whole is done."""

MOST_BYTES = 20_000  # of a spec


@dataclass(frozen=True)
class Spec:
    """Everything that decides what a job does: the same spec, the same records.

    Raises InputError where it is longer than MOST_BYTES.
    """

    kind: str  # a key of worker.WORK
    words: Mapping[str, Any]  # plain JSON

    def __post_init__(self) -> None:
        if (size := len(self.as_json())) > MOST_BYTES:
            raise InputError(f"The settings take {size} bytes; the limit is {MOST_BYTES}. Choose fewer.")

    def as_json(self) -> bytes:
        """The one way to write it."""
        written = {"kind": self.kind, "words": self.words}
        return json.dumps(written, sort_keys=True, separators=(",", ":"), allow_nan=False).encode()

    @property
    def id(self) -> str:
        """Its name on disk and in links: 16 hexadecimal digits of its SHA-256."""
        return sha256(self.as_json()).hexdigest()[:16]


class End(NamedTuple):
    """How a job ended."""

    status: Literal["done", "failed"]
    why: str  # for the visitor; empty where it is done


class JobFiles:
    """The folder of one job, written by the process that works in it and read by everybody."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._ends = [0]  # where each line of the records ends
        self._reading = Lock()

    def write_spec(self, spec: Spec) -> None:
        """Make the folder, or touch it where it is there."""
        write_whole(self.folder / "spec.json", spec.as_json())

    def spec(self) -> Spec | None:
        """What is to be done; None where there is no such job."""
        try:
            return Spec(**json.loads((self.folder / "spec.json").read_bytes()))
        except OSError:
            return None

    def write_end(self, end: End) -> None:
        """Say how it ended."""
        write_whole(self.folder / "end.json", json.dumps(end._asdict()).encode())

    def begin(self) -> None:
        """Take back how it ended, and cut off a record that was never finished."""
        (self.folder / "end.json").unlink(missing_ok=True)
        self.count()
        if (self.folder / "records.jsonl").exists():
            os.truncate(self.folder / "records.jsonl", self._ends[-1])

    def end(self) -> End | None:
        """How it ended; None where it did not."""
        try:
            return End(**json.loads((self.folder / "end.json").read_bytes()))
        except OSError:
            return None

    def append(self, record: Record) -> None:
        """Write a record behind the others, in one move. Raises ValueError for what JSON does not have."""
        line = json.dumps(record, allow_nan=False, separators=(",", ":")) + "\n"
        with (self.folder / "records.jsonl").open("ab", buffering=0) as file:
            file.write(line.encode())

    def count(self) -> int:
        """How many records there are."""
        with self._read_on():
            return len(self._ends) - 1

    def records(self, after: int = 0) -> list[Record]:
        """All records but the first `after`."""
        with self._read_on() as file:
            start, end = self._ends[min(after, len(self._ends) - 1)], self._ends[-1]
            file.seek(start)
            lines = file.read(end - start).splitlines()
        return [json.loads(line) for line in lines]

    def share(self) -> float:
        """How much is done, 0 to 1."""
        last = self.records(max(0, self.count() - 1))
        return min(1.0, last[-1]["share"]) if last else 0.0

    @contextmanager
    def _read_on(self) -> Iterator[IO[bytes]]:
        """The file of the records; what is new in it since the last time was looked through for lines."""
        path = self.folder / "records.jsonl"
        with self._reading, path.open("rb") if path.exists() else BytesIO() as file:
            if file.seek(0, os.SEEK_END) < self._ends[-1]:  # begun anew
                self._ends = [0]
            file.seek(self._ends[-1])
            for line in file:
                if not line.endswith(b"\n"):
                    break  # its rest may be there at the next look
                self._ends.append(self._ends[-1] + len(line))
            yield file

    def touched(self) -> float:
        """When it was last asked for or told something, in seconds since 1970."""
        told = [self.folder / name for name in ("spec.json", "records.jsonl", "end.json")]
        return max((path.stat().st_mtime for path in told if path.exists()), default=0.0)

    def size(self) -> int:
        """Bytes on disk."""
        return sum(path.stat().st_size for path in self.folder.rglob("*") if path.exists())

    def in_work(self) -> bool:
        """Whether somebody works in the folder, of this server or another."""
        with self.alone() as nobody:
            return not nobody

    @contextmanager
    def alone(self, seconds: float = 0.0) -> Iterator[bool]:
        """Whether nobody else works in the folder, nor will within the block. Waits so long for it."""
        with (self.folder / "lock").open("w") as lock:
            last = time.monotonic() + seconds
            while not (mine := _taken(lock)) and time.monotonic() < last:
                time.sleep(0.02)
            yield mine


def _taken(lock: IO[str]) -> bool:
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
