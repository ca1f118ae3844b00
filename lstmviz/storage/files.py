"""Files that are whole or not there, and none so large that reading it could hurt."""

import os
from pathlib import Path

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


def read_bounded(path: Path) -> bytes:
    """The file's bytes. Raises ValueError where there are more than LARGEST_FILE."""
    with path.open("rb") as file:
        data = file.read(LARGEST_FILE + 1)
    if len(data) > LARGEST_FILE:
        raise ValueError(f"more than {LARGEST_FILE} bytes")
    return data
