"""Where a visitor's file lies while it is looked into: gone when the visitor is, and few in all."""

import shutil
import tempfile
import time
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from threading import Thread

from lstmviz.app.jobs.folder import default_folder

LONGEST_STAY = 3600  # seconds, of a file
LONGEST_AWAY = 300.0  # seconds that its visitor may be away: a reload, a lost connection
LOOK_EVERY = 20.0  # seconds
MOST_OF_VISITOR, MOST_IN_ALL = 2, 40  # files beside a new one


def visitors_folder(visitor: str, is_there: Callable[[], bool]) -> Path:
    """A new folder for a visitor's file, which stays while the visitor is there; others make room for it."""
    root = default_folder() / "uploads"
    root.mkdir(parents=True, exist_ok=True)
    whose = sha256(visitor.encode()).hexdigest()[:16]
    _make_room(root, whose)
    folder = Path(tempfile.mkdtemp(prefix=f"{whose}-", dir=root))
    Thread(target=_keep_while, args=(folder, is_there), daemon=True, name="upload").start()
    return folder


def _make_room(root: Path, whose: str) -> None:
    """Also what a server that was killed left behind goes."""
    latest = sorted(root.iterdir(), key=lambda path: path.stat().st_mtime, reverse=True)
    mine = [path for path in latest if path.name.startswith(whose)]
    old = [path for path in latest if time.time() - path.stat().st_mtime > LONGEST_STAY]
    for path in {*mine[MOST_OF_VISITOR:], *latest[MOST_IN_ALL:], *old}:
        shutil.rmtree(path, ignore_errors=True)


def _keep_while(folder: Path, is_there: Callable[[], bool]) -> None:
    begun = last_there = time.monotonic()
    while folder.is_dir() and time.monotonic() - begun < LONGEST_STAY:
        if is_there():
            last_there = time.monotonic()
        elif time.monotonic() - last_there >= LONGEST_AWAY:
            break
        time.sleep(LOOK_EVERY)
    shutil.rmtree(folder, ignore_errors=True)
