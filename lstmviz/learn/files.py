"""Files that are whole or not there: a crash at any moment leaves no half-written one."""

import os
from pathlib import Path


def write_whole(path: Path, data: bytes) -> None:
    """Write beside the path, flush to the disk, then take the path's place in one move."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    with draft.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)
