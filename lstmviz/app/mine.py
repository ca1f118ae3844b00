"""What a visitor brought or kept, nets and texts, under titles of the visitor's own: a list beside the store.

What was uploaded goes with its visitor.
"""

import json
import os
import time
from collections.abc import Iterable
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

from lstmviz.app.units.own_texts import is_text
from lstmviz.app.visitor import visitor
from lstmviz.errors import InputError
from lstmviz.learn.saved_nets import store
from lstmviz.learn.saved_nets.uploaded import is_uploaded
from lstmviz.storage.files import read_bounded, write_whole

MOST_LISTED = 20  # of one visitor; the oldest leave the list first
MOST_LISTS = 2000
DAYS_KEPT = 30  # after a visitor was there last
LONGEST_TITLE = 60


def my_nets() -> dict[str, str]:
    """Name in the store -> title, of what this visitor brought or kept and is still there; latest first."""
    with suppress(OSError):
        os.utime(_path())  # the visitor is there
    listed = _listed(_path()).items()
    return {
        name: title for name, title in listed if (store.store_folder() / name).is_dir() and not is_text(name)
    }


def is_mine(name: str) -> bool:
    """Whether this visitor brought or kept what has this name."""
    return name in _listed(_path())


def enter(name: str, title: str) -> None:
    """Put a stored net or text on the list of this visitor, first, or under another title."""
    title, others = " ".join(title.split())[:LONGEST_TITLE] or name, _listed(_path())
    others.pop(name, None)
    listed = list({name: title, **others}.items())
    _write(dict(listed[:MOST_LISTED]))
    _forget_uploaded(name for name, _title in listed[MOST_LISTED:])
    _forget_gone()


def drop(name: str) -> None:
    """Take it off the list; what is on nobody else's is removed from the store."""
    _write({one: title for one, title in _listed(_path()).items() if one != name})
    if not _is_listed(name):
        with suppress(InputError):
            store.remove(name)


def _forget_gone() -> None:
    """Remove the lists of visitors who are gone, and from the store the files that were theirs alone."""
    latest = sorted(_lists(), key=lambda path: path.stat().st_mtime, reverse=True)
    old = {path for path in latest if time.time() - path.stat().st_mtime > DAYS_KEPT * 86400}
    names = [name for path in {*latest[MOST_LISTS:], *old} for name in _taken(path)]
    _forget_uploaded(names)


def _taken(path: Path) -> list[str]:
    """The names of a list that is removed."""
    names = list(_listed(path))
    path.unlink(missing_ok=True)
    return names


def _forget_uploaded(names: Iterable[str]) -> None:
    """Kept nets stay, within the bounds of the store: a link may be all that leads to them."""
    for name in names:
        if (is_uploaded(name) or is_text(name)) and not _is_listed(name):
            store.remove(name)


def _is_listed(name: str) -> bool:
    return any(name in _listed(path) for path in _lists())


def _listed(path: Path) -> dict[str, str]:
    try:
        return {str(name): str(title) for name, title in json.loads(read_bounded(path)).items()}
    except (OSError, ValueError, AttributeError):
        return {}


def _write(listed: dict[str, str]) -> None:
    with suppress(OSError):  # where the disk takes no more, a link finds the net
        write_whole(_path(), json.dumps(listed).encode())


def _lists() -> list[Path]:
    return list((store.store_folder() / "of_visitors").glob("*.json"))


def _path() -> Path:
    return store.store_folder() / "of_visitors" / f"{sha256(visitor().encode()).hexdigest()[:32]}.json"
