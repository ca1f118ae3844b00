"""The nets of a visitor, uploaded and kept, under titles of the visitor's own: a list beside the store."""

import json
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

from lstmviz.app.visitor import visitor
from lstmviz.errors import InputError
from lstmviz.learn.saved_nets import store
from lstmviz.storage.files import read_bounded, write_whole

MOST_LISTED = 20  # nets of one visitor; the oldest leave the list first
MOST_LISTS = 2000
LONGEST_TITLE = 60


def my_nets() -> dict[str, str]:
    """Name in the store -> title, of what this visitor brought or kept and is still there; latest first."""
    return {name: title for name, title in _listed().items() if (store.store_folder() / name).is_dir()}


def enter(name: str, title: str) -> None:
    """Put a stored net on the list of this visitor, first, or under another title."""
    title = " ".join(title.split())[:LONGEST_TITLE] or name
    _write({name: title, **{one: _listed()[one] for one in _listed() if one != name}})


def drop(name: str) -> None:
    """Take a net off the list; what is on nobody else's is removed from the store."""
    _write({one: title for one, title in _listed().items() if one != name})
    if not any(name in path.read_text(encoding="utf-8") for path in _folder().glob("*.json")):
        with suppress(InputError):
            store.remove(name)


def _listed() -> dict[str, str]:
    try:
        return {str(name): str(title) for name, title in json.loads(read_bounded(_path())).items()}
    except (OSError, ValueError, AttributeError):
        return {}


def _write(listed: dict[str, str]) -> None:
    with suppress(OSError):  # where the disk takes no more, a link finds the net
        write_whole(_path(), json.dumps(dict(list(listed.items())[:MOST_LISTED])).encode())
        for old in sorted(_folder().glob("*.json"), key=lambda path: path.stat().st_mtime)[:-MOST_LISTS]:
            old.unlink()


def _folder() -> Path:
    return store.store_folder() / "of_visitors"


def _path() -> Path:
    return _folder() / f"{sha256(visitor().encode()).hexdigest()[:32]}.json"
