"""What torch.save writes, .pt and .pth: a pickle that describes tensors, and their numbers beside it.

Read without torch.load: the pickle is read as data (`pickled`), and only the calls below mean something.
"""

import io
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from math import prod
from pathlib import Path
from typing import IO, Any

import torch
from torch import Tensor

from lstmviz.errors import InputError
from lstmviz.formats.format import Format
from lstmviz.formats.pickled import Called, Named, Persistent, unpickled
from lstmviz.formats.state_dict import layers_by_name
from lstmviz.formats.stored_layer import StoredLayer
from lstmviz.formats.stored_tensor import LARGEST_LAYER, MOST_TENSORS, StoredTensor
from lstmviz.formats.zipped import member, opened
from lstmviz.languages import N_

LARGEST_PICKLE = 2**22  # bytes
DEEPEST = 12  # modules in modules, dicts in dicts

_DTYPES = {
    "torch.FloatStorage": torch.float32,
    "torch.DoubleStorage": torch.float64,
    "torch.HalfStorage": torch.float16,
    "torch.BFloat16Storage": torch.bfloat16,
    "torch.LongStorage": torch.int64,
    "torch.IntStorage": torch.int32,
    "torch.ShortStorage": torch.int16,
    "torch.CharStorage": torch.int8,
    "torch.ByteStorage": torch.uint8,
    "torch.BoolStorage": torch.bool,
}
_LEGACY_MAGIC = 0x1950A86A20F9469CFC6C
_SCRIPTED = N_(
    "{file} is TorchScript, a program: lstmviz runs no file. Where you trust it, save its weights with "
    "torch.save(torch.jit.load({file!r}).state_dict(), 'weights.pt') and hand over weights.pt."
)


@dataclass(frozen=True)
class _Numbers:
    """The numbers of one storage, raw: their file, the byte that they begin at, how many, of which type."""

    opened: Callable[[], IO[bytes]]
    offset: int
    count: int
    dtype: torch.dtype


Storages = Callable[[Persistent], _Numbers | None]


def layers(path: Path) -> list[StoredLayer]:
    """The layers in a checkpoint, in its dicts and whole modules; other objects are passed over."""
    return layers_by_name(tensors(path))


def tensors(path: Path) -> dict[str, StoredTensor]:
    """All tensors of floating-point numbers in a checkpoint."""
    saved, storages = _from_zip(path) if zipfile.is_zipfile(path) else _from_legacy(path)
    found: dict[str, StoredTensor] = {}
    for visited, (name, tensor) in enumerate(_entries(saved, "", 0)):
        if visited > MOST_TENSORS:
            raise InputError("{file} holds more than {most:,} entries.", file=path.name, most=MOST_TENSORS)
        if tensor is not None and (stored := _stored(tensor, storages)) is not None:
            found[name] = stored
    return found


def _from_zip(path: Path) -> tuple[Any, Storages]:
    """What torch has written since 1.6: data.pkl, and data/0, data/1, ... for the numbers."""
    with opened(path) as archive:
        sizes = {info.filename: info.file_size for info in archive.infolist()}
        folder = _folder(sizes, path.name)
        with member(archive, f"{folder}data.pkl") as file:
            saved, _references = unpickled(io.BytesIO(file.read()))

    def numbers(reference: Persistent) -> _Numbers | None:
        if (storage := _storage(reference)) is None:
            return None
        dtype, key, count = storage
        name = f"{folder}data/{key}"
        if sizes.get(name) != count * dtype.itemsize:
            raise InputError(
                "{file} says that {name} holds {count:,} numbers, which it does not.",
                file=path.name,
                name=name,
                count=count,
            )
        return _Numbers(lambda: member(opened(path), name), 0, count, dtype)

    return saved, numbers


def _folder(sizes: dict[str, int], file: str) -> str:
    """Where in the archive its pickle lies; sizes: of the files in it, in bytes."""
    folder = next((name.removesuffix("data.pkl") for name in sizes if name.endswith("data.pkl")), None)
    if any(name.endswith("constants.pkl") or "/code/" in name for name in sizes):
        raise InputError(_SCRIPTED, file=file)
    if folder is None:
        raise InputError("{file} is an archive without data.pkl; torch.save wrote no such file.", file=file)
    if sizes[f"{folder}data.pkl"] > LARGEST_PICKLE:
        raise InputError("{file} has a pickle of more than {most:,} bytes.", file=file, most=LARGEST_PICKLE)
    if sizes.get(f"{folder}byteorder") == len("big"):
        raise InputError(
            "{file} has its numbers' bytes in the other order; save it on this machine.", file=file
        )
    return folder


def _from_legacy(path: Path) -> tuple[Any, Storages]:
    """What torch wrote before 1.6: five pickles, then each storage as a count and its numbers."""
    with path.open("rb") as file:
        head = io.BytesIO(file.read(LARGEST_PICKLE))
    try:
        magic, *_between, (saved, references), (keys, _none) = (unpickled(head) for _time in range(5))
    except InputError as error:
        raise InputError(
            "{file} is not a file that torch.save wrote: {error}", file=path.name, error=error
        ) from None
    if magic[0] != _LEGACY_MAGIC or not isinstance(keys, list):
        raise InputError("{file} is not a file that torch.save wrote.", file=path.name)
    found = {storage[1]: storage for reference in references if (storage := _storage(reference))}
    placed: dict[str, _Numbers] = {}
    at, size = head.tell(), path.stat().st_size
    for key in keys:
        if key not in found:
            raise InputError("{file} has a storage of a type that lstmviz does not know.", file=path.name)
        dtype, _key, count = found[key]
        placed[key] = _Numbers(lambda: path.open("rb"), at + 8, count, dtype)
        at += 8 + count * dtype.itemsize
    if at > size:
        raise InputError(
            "{file} ends at byte {size:,} of {at:,}; the file is not whole.", file=path.name, size=size, at=at
        )

    def numbers(reference: Persistent) -> _Numbers | None:
        storage = _storage(reference)
        return placed.get(storage[1]) if storage else None

    return saved, numbers


def _storage(reference: Persistent) -> tuple[torch.dtype, str, int] | None:
    """Type, key and count of a storage; None for what is none, or of a type unknown here."""
    match reference.key:
        case ("storage", Named(name), str(key), _, int(count), *_) if name in _DTYPES and 0 <= count < 2**40:
            return _DTYPES[name], key, count
    return None


def _entries(value: Any, prefix: str, depth: int) -> Iterator[tuple[str, Called | None]]:
    """All that may be a tensor, by its name; (name, None) for all else, so that it is counted."""
    if depth > DEEPEST:
        return
    if isinstance(value, Called) and {"_parameters", "_modules"} <= value.entries.keys():  # a whole nn.Module
        yield from _entries(value.entries["_parameters"], prefix, depth + 1)
        yield from _entries(value.entries["_modules"], prefix, depth + 1)
        return
    inside = value.entries if isinstance(value, Called) and value.name == "collections.OrderedDict" else value
    if not isinstance(inside, dict):
        return
    for key, inner in inside.items():
        name = f"{prefix}{key}"
        yield name, inner if isinstance(inner, Called) else None
        yield from _entries(inner, f"{name}.", depth + 1)


def _stored(called: Called, storages: Storages) -> StoredTensor | None:
    """A tensor by its description; None if it is something else, or not of floating-point numbers."""
    match called.name.removeprefix("torch._utils."), called.arguments:
        case "_rebuild_parameter" | "_rebuild_parameter_with_state", (Called() as tensor, *_):
            return _stored(tensor, storages)
        case (
            "_rebuild_tensor_v2" | "_rebuild_tensor",
            (Persistent() as reference, int(offset), tuple(shape), tuple(stride), *_),
        ):
            numbers = storages(reference)
            if numbers is None or not numbers.dtype.is_floating_point:
                return None
            _check_inside(numbers, offset, shape, stride)
            return StoredTensor(shape, lambda: _read(numbers, offset, shape, stride))
    return None


def _check_inside(numbers: _Numbers, offset: int, shape: tuple[Any, ...], stride: tuple[Any, ...]) -> None:
    """Raise InputError where the view reaches outside its storage, or shows a number more than once."""
    sizes_fit = len(shape) == len(stride) and all(
        type(size) is int and size >= 0 for size in (*shape, *stride)
    )
    if sizes_fit and prod(shape) == 0:
        return
    reach = sum((size - 1) * step for size, step in zip(shape, stride, strict=False)) if sizes_fit else 0
    if not sizes_fit or offset < 0 or prod(shape) > numbers.count or offset + reach >= numbers.count:
        raise InputError(
            "a tensor of shape {shape} reaches outside its {numbers:,} numbers; the file is broken.",
            shape=shape,
            numbers=numbers.count,
        )


def _read(numbers: _Numbers, offset: int, shape: tuple[int, ...], stride: tuple[int, ...]) -> Tensor:
    """Only the stretch of the storage that the tensor lies in."""
    if prod(shape) == 0:
        return torch.zeros(shape)
    stretch = 1 + sum((size - 1) * step for size, step in zip(shape, stride, strict=True))
    if stretch > LARGEST_LAYER:
        raise InputError(
            "a tensor of shape {shape} is spread over {stretch:,} numbers; save it contiguous.",
            shape=shape,
            stretch=stretch,
        )
    with numbers.opened() as file:
        file.seek(numbers.offset + offset * numbers.dtype.itemsize)
        data = bytearray(file.read(stretch * numbers.dtype.itemsize))
    if len(data) < stretch * numbers.dtype.itemsize:
        raise InputError("a tensor of shape {shape} is not whole; the file is broken.", shape=shape)
    flat = torch.frombuffer(data, dtype=numbers.dtype)
    return flat.as_strided(shape, stride).contiguous()


FORMAT = Format((".pt", ".pth", ".ckpt", ".bin", ".jit", ".ts"), layers, tensors)
