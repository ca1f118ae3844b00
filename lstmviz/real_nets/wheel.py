"""A wheel of others, read only where it is the very one whose contents are known: what it holds could run."""

from hashlib import sha256
from pathlib import Path
from zipfile import ZipFile

from lstmviz.errors import InputError


def opened(wheel: Path, package: str, known: str) -> ZipFile:
    """The wheel of this package, as "g2pM 0.1.2.5", whose SHA-256 is known; InputError if it is another."""
    if sha256(wheel.read_bytes()).hexdigest() != known:
        raise InputError(
            "{file} is not the wheel of {package}. Get it with pip download.",
            file=wheel.name,
            package=package,
        )
    return ZipFile(wheel)
