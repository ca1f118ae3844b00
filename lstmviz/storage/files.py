"""Files that are whole or not there, and none so large that reading it could hurt."""

import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from lstmviz.languages import Translatable

LARGEST_FILE = 1_000_000  # bytes, of a net, a checkpoint or a card


def write_whole(path: Path, data: bytes) -> None:
    """Write beside the path, flush to the disk, then take the path's place in one move.

    A crash at any moment leaves the old file or the new one, never a part.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    with draft.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)


def read_bounded(path: Path, most: int = LARGEST_FILE) -> bytes:
    """The file's bytes. Raises ValueError where there are more than `most`."""
    with path.open("rb") as file:
        data = file.read(most + 1)
    if len(data) > most:
        raise ValueError(Translatable("more than {most} bytes", most=most))
    return data


def append_line(path: Path, words: Mapping[str, Any]) -> None:
    """Add a line of JSON, which it begins itself: one that was cut off before spoils no other."""
    with path.open("a", encoding="utf-8") as file:
        file.write("\n" + json.dumps(words, ensure_ascii=False))


def read_lines(path: Path) -> list[Any]:
    """What stands in the lines of JSON that can be read; none where there is no file."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except FileNotFoundError:
        return []
    return [words for line in lines if (words := _words(line))]


def _words(line: str) -> Any:
    try:
        return json.loads(line)
    except ValueError:  # cut off
        return None
