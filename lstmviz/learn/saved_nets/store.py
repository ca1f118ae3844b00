"""The one store of what visitors trained or brought: folders, named by their content.

It lies in the folder LSTMVIZ_KEPT, by default ~/.local/share/lstmviz/kept, and is bounded: what nobody opened
for longest goes first.
"""

import io
import os
import re
import shutil
import tempfile
import zipfile
from hashlib import sha256
from pathlib import Path

from lstmviz.errors import InputError
from lstmviz.languages import N_, Translatable
from lstmviz.storage.files import read_bounded, write_whole

MOST_STORED = 200
MOST_BYTES = 2**30  # in all
LARGEST_STORED = 2**25  # bytes of one file: the picked layer of an upload, and what belongs to it
LOST = N_(
    "The folder of kept nets is bounded, and the least used go first. Train them again, or upload them anew."
)


def store_folder() -> Path:
    """Where the nets lie."""
    default = Path.home() / ".local" / "share" / "lstmviz" / "kept"
    return Path(os.environ.get("LSTMVIZ_KEPT") or default)


def store(files: dict[str, bytes], content: bytes) -> str:
    """Keep files under the name that their content has, and return it; the least used make room.

    content: what decides what the nets compute. Raises InputError where the disk takes no more.
    """
    name = sha256(content).hexdigest()[:16]
    try:
        _write(store_folder() / name, files)
        _make_room(store_folder())
    except OSError as error:
        raise InputError(
            "The nets cannot be kept here ({error}). Download them instead.", error=error.strerror
        ) from error
    return name


def stored(name: str) -> Path:
    """The folder of this name. Raises InputError where there is none."""
    if not re.fullmatch("[0-9a-f]{16}", name):
        raise InputError("{name} names no kept nets: a name has 16 digits from 0 to f.", name=repr(name[:20]))
    place = store_folder() / name
    if not place.is_dir():
        raise InputError("There are no kept nets {name}. {way_out}", name=name, way_out=Translatable(LOST))
    return place


def holds(name: str, file: str) -> bool:
    """Whether something of this name is there that has such a file: what it is, a link's word cannot tell."""
    try:
        return (stored(name) / file).is_file()
    except InputError:
        return False


def remove(name: str) -> None:
    """Remove what is stored under a name. Raises as `stored`."""
    shutil.rmtree(stored(name), ignore_errors=True)


def zipped(name: str) -> bytes:
    """All files of a name as one zip file. Raises as `stored`."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:  # as they are: weights hardly shrink
        for file in sorted(stored(name).iterdir()):
            archive.writestr(zipfile.ZipInfo(file.name), read_bounded(file, LARGEST_STORED))
    return buffer.getvalue()


def _write(place: Path, files: dict[str, bytes]) -> None:
    """Write all files, then move their folder into its place; the same nets may lie there already."""
    place.parent.mkdir(parents=True, exist_ok=True)
    draft = Path(tempfile.mkdtemp(prefix=".", dir=place.parent))
    try:
        for name, data in files.items():
            write_whole(draft / name, data)
        if not place.exists():
            draft.replace(place)
    finally:
        shutil.rmtree(draft, ignore_errors=True)


def _make_room(root: Path) -> None:
    latest_first = sorted(root.glob("[0-9a-f]*"), key=lambda one: one.stat().st_mtime, reverse=True)
    size = 0
    for count, one in enumerate(latest_first, start=1):
        size += sum(file.stat().st_size for file in one.iterdir())
        if count > MOST_STORED or (size > MOST_BYTES and count > 1):
            shutil.rmtree(one, ignore_errors=True)
