"""What is kept of a job: a folder that a crash at any moment leaves readable.

spec.json       what is to be done
records.jsonl   what came of it so far, a record a line; a last line without its end was cut off, and is none
end.json        how it ended: "done" or "failed", and why; not there while it runs, or where it was stopped
wanted.json     who waits for it, by a hash of their names: a server that was killed could not say so any more
error.txt       the traceback of a failure nobody foresaw; for whoever runs the server
lock            held by the process that works in the folder

All but the records of a long training is small, and those are some hundred lines: files are read whole.
"""

import errno
import json
import os
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from hashlib import sha256
from itertools import takewhile
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout

from lstmviz.app.jobs.end import DAMAGED_END, DAMAGED_RECORDS, End
from lstmviz.app.jobs.spec import Spec
from lstmviz.storage.files import write_whole

Record = dict[str, Any]
"""One result of a job, as JSON has it; its "share", 0 to 1, is how much of the whole is done."""


class JobFiles:
    """The folder of one job, written by the process that works in it and read by everybody."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def write_spec(self, spec: Spec) -> None:
        """Make the folder, or touch it where it is there."""
        write_whole(self.folder / "spec.json", spec.as_json())

    def spec(self) -> Spec | None:
        """What is to be done; None where there is no such job, or its file is damaged."""
        try:
            spec = Spec(**json.loads((self.folder / "spec.json").read_bytes()))
        except (OSError, ValueError, TypeError):
            return None
        return spec if spec.id == self.folder.name else None

    def write_end(self, end: End) -> None:
        """Say how it ended."""
        write_whole(self.folder / "end.json", end.as_json())

    def end(self) -> End | None:
        """How it ended; None where it did not."""
        try:
            end = End.from_json((self.folder / "end.json").read_bytes())
        except FileNotFoundError:
            return None
        except (OSError, ValueError, TypeError, KeyError):
            return DAMAGED_END
        return DAMAGED_RECORDS if self._is_damaged() else end

    def write_wanted(self, visitors: Iterable[str]) -> None:
        """Say who waits for it, where the disk takes it: it spares them a click after a server was killed."""
        with suppress(OSError):
            write_whole(self.folder / "wanted.json", json.dumps(sorted(map(_hashed, visitors))).encode())

    def is_wanted_by(self, visitor: str) -> bool:
        """Whether the visitor waited for it when it was last written down."""
        try:
            return _hashed(visitor) in json.loads((self.folder / "wanted.json").read_bytes())
        except (OSError, ValueError, TypeError):
            return False

    def begin(self) -> None:
        """Take back how it ended, and cut off a record that was never finished.

        Where a record is damaged, all that was made of the spec is removed: it is made anew, and alike.
        """
        (self.folder / "end.json").unlink(missing_ok=True)
        if self._is_damaged():
            self._remove_all_but("spec.json", "wanted.json", "lock")
        elif (self.folder / "records.jsonl").exists():
            os.truncate(self.folder / "records.jsonl", sum(len(line) + 1 for line in self._lines()))

    def append(self, record: Record) -> None:
        """Write a record behind the others, in one move. Raises ValueError for what JSON does not have."""
        line = (json.dumps(record, allow_nan=False, separators=(",", ":")) + "\n").encode()
        with (self.folder / "records.jsonl").open("ab", buffering=0) as file:
            if file.write(line) < len(line):  # a disk that fills up takes a part
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    def count(self) -> int:
        """How many records there are."""
        return len(self.records())

    def records(self, after: int = 0) -> list[Record]:
        """All records but the first `after`, up to one that is damaged."""
        return list(takewhile(bool, map(_record, self._lines())))[after:]

    def share(self) -> float:
        """How much is done, 0 to 1."""
        lines = self._lines()
        return min(1.0, _record(lines[-1]).get("share", 0.0)) if lines else 0.0

    def _lines(self) -> list[bytes]:
        """The whole lines of the records."""
        try:
            return (self.folder / "records.jsonl").read_bytes().split(b"\n")[:-1]
        except OSError:
            return []

    def _is_damaged(self) -> bool:
        return not all(map(_record, self._lines()))

    def touched(self) -> float:
        """When it was last asked for or written to, in seconds since 1970."""
        written = [self.folder / name for name in ("spec.json", "records.jsonl", "end.json")]
        return max((path.stat().st_mtime for path in written if path.exists()), default=0.0)

    def size(self) -> int:
        """Bytes on disk."""
        return sum(path.stat().st_size for path in self.folder.rglob("*") if path.exists())

    def in_work(self) -> bool:
        """Whether somebody works in the folder, of this server or another."""
        try:
            with self.alone() as nobody:
                return not nobody
        except OSError:  # nobody can
            return False

    @contextmanager
    def alone(self, seconds: float = 0.0) -> Iterator[bool]:
        """Whether nobody else works in the folder, nor will within the block. Waits so long for it."""
        lock = FileLock(self.folder / "lock")
        try:
            lock.acquire(timeout=seconds, poll_interval=0.02)
        except Timeout:
            yield False
            return
        try:
            yield True
        finally:
            lock.release()

    def remove(self) -> None:
        """Remove the folder, unless somebody works in it."""
        with suppress(OSError):
            with self.alone() as nobody:
                if nobody:
                    shutil.rmtree(self.folder, ignore_errors=True)  # another server may be at it too
                is_left = nobody and self.folder.exists()
            if is_left:  # Windows does not remove a lock that is held
                shutil.rmtree(self.folder)

    def _remove_all_but(self, *names: str) -> None:
        for path in self.folder.iterdir():
            if path.is_dir():
                shutil.rmtree(path)
            elif path.name not in names:
                path.unlink()


def _hashed(visitor: str) -> str:
    return sha256(visitor.encode()).hexdigest()[:16]


def _record(line: bytes) -> Record:
    """The record of a line; an empty one where it is damaged."""
    try:
        record = json.loads(line)
    except ValueError:
        return {}
    is_one = isinstance(record, dict) and isinstance(record.get("share"), int | float)
    return record if is_one else {}
