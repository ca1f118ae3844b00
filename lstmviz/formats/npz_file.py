"""NPZ: arrays of NumPy in a zip archive, read without pickle. https://numpy.org/neps/nep-0001-npy-format.html"""

import zipfile
from collections.abc import Callable
from math import prod
from pathlib import Path
from tokenize import TokenError
from typing import IO, Any

import numpy as np
from numpy.lib import format as npy
from torch import Tensor

from lstmviz.errors import InputError
from lstmviz.formats.format import Format
from lstmviz.formats.state_dict import layers_by_name
from lstmviz.formats.stored_layer import StoredLayer
from lstmviz.formats.stored_tensor import MOST_TENSORS, StoredTensor, from_numpy, holds_numbers
from lstmviz.formats.zipped import member, opened

LONGEST_HEADER = 10_000  # bytes, as numpy has it; but it looks only after it has read them


def layers(path: Path) -> list[StoredLayer]:
    """The layers whose weights lie in the file under PyTorch's names, or shorter ones as "enc_w_ih"."""
    return layers_by_name(tensors(path))


def tensors(path: Path) -> dict[str, StoredTensor]:
    """All arrays of floating-point numbers in the file."""
    with opened(path) as archive:
        names = [info.filename for info in archive.infolist() if info.filename.endswith(".npy")]
        if len(names) > MOST_TENSORS:
            raise InputError(
                "{file} holds {arrays:,} arrays; lstmviz looks through {most:,}.",
                file=path.name,
                arrays=len(names),
                most=MOST_TENSORS,
            )
        found = {name.removesuffix(".npy"): _stored(path, archive, name) for name in names}
    return {name: stored for name, stored in found.items() if stored is not None}


def _stored(path: Path, archive: zipfile.ZipFile, name: str) -> StoredTensor | None:
    """One array by its header; None if it holds no floating-point numbers."""
    with member(archive, name) as file:
        shape, dtype = _header(file, name)
        size = file.tell() + prod(shape) * dtype.itemsize
    if not holds_numbers(dtype):
        return None
    if size != archive.getinfo(name).file_size:
        raise InputError(
            "{name} says it has shape {shape}, and its size is another; the file is broken.",
            name=name,
            shape=shape,
        )
    return StoredTensor(shape, _reader(path, name))


def _reader(path: Path, name: str) -> Callable[[], Tensor]:
    def read() -> Tensor:
        with opened(path) as archive, member(archive, name) as file:
            _header(file, name)
            file.seek(0)
            try:
                return from_numpy(npy.read_array(file, allow_pickle=False))
            except (ValueError, zipfile.BadZipFile, EOFError) as error:
                raise InputError("{name} cannot be read: {error}", name=name, error=error) from None

    return read


def array(path: Path) -> Tensor:
    """The array of an .npy file. Raises InputError where it is none, or not of numbers."""
    with path.open("rb") as file:
        shape, dtype = _header(file, path.name)
        if dtype.kind not in "fiu" or dtype.itemsize > 8:
            raise InputError("{file} holds {dtype}, no numbers.", file=path.name, dtype=dtype)
        if file.tell() + prod(shape) * dtype.itemsize != path.stat().st_size:
            raise InputError(
                "{file} says it has shape {shape}, and its size is another; it is broken.",
                file=path.name,
                shape=shape,
            )
        file.seek(0)
        return from_numpy(
            npy.read_array(file, allow_pickle=False).astype("f8" if dtype.kind != "f" else dtype)
        )


def _header(file: IO[bytes], name: str) -> tuple[tuple[int, ...], "np.dtype[Any]"]:
    """Shape and dtype; leaves the file where the numbers begin."""
    try:
        start = file.read(12)
        length = int.from_bytes(start[8:10] if start[6:7] == b"\x01" else start[8:12], "little")
        if length > LONGEST_HEADER:
            raise InputError(
                "{name} has a header of {length:,} bytes; the limit is {most:,}.",
                name=name,
                length=length,
                most=LONGEST_HEADER,
            )
        file.seek(0)
        version = npy.read_magic(file)
        header = npy.read_array_header_1_0 if version == (1, 0) else npy.read_array_header_2_0
        shape, _in_fortran, dtype = header(file, LONGEST_HEADER)
    except (
        ValueError,
        SyntaxError,
        TokenError,
        RecursionError,
        MemoryError,
        zipfile.BadZipFile,
        EOFError,
    ) as error:
        if isinstance(error, InputError):
            raise
        raise InputError("{name} is not an array of NumPy: {error}", name=name, error=error) from None
    if any(size < 0 for size in shape):
        raise InputError("{name} says it has shape {shape}; the file is broken.", name=name, shape=shape)
    return shape, dtype


FORMAT = Format((".npz",), layers, tensors)
