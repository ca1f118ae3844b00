"""Safetensors: a JSON header, then the numbers. https://github.com/huggingface/safetensors, "Format"."""

import json
from pathlib import Path
from typing import Any

from safetensors import SafetensorError, safe_open
from torch import Tensor

from lstmviz.errors import InputError
from lstmviz.formats.format import Format
from lstmviz.formats.state_dict import layers_by_name
from lstmviz.formats.stored_layer import StoredLayer
from lstmviz.formats.stored_tensor import MOST_TENSORS, StoredTensor

LARGEST_HEADER = 2**20  # bytes; the library itself takes 100 MB, and minutes over them


def layers(path: Path) -> list[StoredLayer]:
    """The layers whose weights lie in the file under PyTorch's names."""
    return layers_by_name(tensors(path))


def tensors(path: Path) -> dict[str, StoredTensor]:
    """All tensors of the file."""
    _check_header(path)
    try:
        with safe_open(path, framework="pt") as file:
            shapes = {name: tuple(file.get_slice(name).get_shape()) for name in file.keys()}  # noqa: SIM118
    except (SafetensorError, OSError, ValueError) as error:
        raise InputError(
            "{file} is not a whole safetensors file: {error}", file=path.name, error=error
        ) from None
    return {name: StoredTensor(shape, _reader(path, name)) for name, shape in shapes.items()}


def metadata(path: Path) -> dict[str, str]:
    """What its writer noted beside the tensors; nothing in a file of another form."""
    if path.suffix not in FORMAT.suffixes:
        return {}
    with safe_open(path, framework="pt") as file:
        return dict(file.metadata() or {})


def _reader(path: Path, name: str) -> Any:
    def read() -> Tensor:
        with safe_open(path, framework="pt") as file:
            values: Tensor = file.get_tensor(name)
            return values

    return read


def _check_header(path: Path) -> None:
    """What the library does not look at: the header's length, before it takes it all, and twins in it."""
    with path.open("rb") as file:
        length = int.from_bytes(file.read(8), "little")
        if length > LARGEST_HEADER:
            raise InputError(
                "{file} has a header of {length:,} bytes; the limit is {most:,}.",
                file=path.name,
                length=length,
                most=LARGEST_HEADER,
            )
        header = file.read(length)
    try:
        entries = json.loads(header, object_pairs_hook=_without_twins)
    except (ValueError, RecursionError):
        raise InputError(
            "{file} is not a safetensors file: its header is not a JSON object.", file=path.name
        ) from None
    if not isinstance(entries, dict) or len(entries) > MOST_TENSORS:
        raise InputError(
            "{file} has a header that is not an object of up to {most:,} tensors.",
            file=path.name,
            most=MOST_TENSORS,
        )


def _without_twins(pairs: list[tuple[str, object]]) -> dict[str, object]:
    entries = dict(pairs)
    if len(entries) < len(pairs):
        raise InputError(
            "a name is there twice in the file's header, so that nobody can know which tensor is meant."
        )
    return entries


FORMAT = Format((".safetensors",), layers, tensors)
