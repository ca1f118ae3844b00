"""Zip archives of strangers: looked over before anything in them is read."""

import io
import zipfile
from pathlib import Path
from typing import IO

from lstmviz.errors import InputError

LARGEST_DIRECTORY = 2**20  # bytes of the list of members, which zipfile reads at once
STRONGEST = 20  # times that a member may grow when it is unpacked; float32 weights grow by less than 2
FREE = 2**20  # bytes that a member may grow to in any case


def opened(path: Path) -> zipfile.ZipFile:
    """The archive, once its members are known to be few, of different names, and no larger than they look.

    Raises InputError where they are not.
    """
    try:
        with _Careful(path) as file:
            members = zipfile.ZipFile(file).infolist()
        for member in members:
            _check(path, member)
        if len({member.filename for member in members}) < len(members):
            raise InputError("{file} holds two members of one name; save it again.", file=path.name)
        return zipfile.ZipFile(path)
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        if isinstance(error, InputError):
            raise
        raise InputError("{file} is not a whole archive: {error}", file=path.name, error=error) from None


def member(archive: zipfile.ZipFile, name: str) -> IO[bytes]:
    """One member, opened for reading; InputError where it is not what the list of members says."""
    try:
        return archive.open(name)
    except (zipfile.BadZipFile, OSError, KeyError, RuntimeError, NotImplementedError) as error:
        raise InputError("{name} cannot be read: {error}", name=name, error=error) from None


def _check(path: Path, member: zipfile.ZipInfo) -> None:
    if member.file_size > max(FREE, STRONGEST * member.compress_size):
        raise InputError(
            "{file} has {size:,} bytes of {member!r} in {packed:,}; lstmviz unpacks to {most} times the "
            "size at most.",
            file=path.name,
            size=member.file_size,
            member=member.filename,
            packed=member.compress_size,
            most=STRONGEST,
        )


class _Careful(io.FileIO):
    """A file that is read in small pieces only: zipfile reads the list of members, however long, in one."""

    def __init__(self, path: Path) -> None:
        super().__init__(path, "rb")

    def read(self, size: int | None = -1, /) -> bytes:
        """At most LARGEST_DIRECTORY bytes, else InputError."""
        asked = LARGEST_DIRECTORY + 1 if size is None or size < 0 else min(size, LARGEST_DIRECTORY + 1)
        data = super().read(asked) or b""
        if len(data) > LARGEST_DIRECTORY:
            raise InputError(
                "the archive lists its members in more than {most:,} bytes.", most=LARGEST_DIRECTORY
            )
        return data
