"""Tensors from a file: read without pickle, and checked before a net may hold them."""

from collections.abc import Mapping
from pathlib import Path

import torch
from safetensors import SafetensorError
from safetensors.torch import load as parse_safetensors
from torch import Tensor

from lstmviz.errors import InputError
from lstmviz.languages import Translatable
from lstmviz.learn.recipe import Recipe, blank
from lstmviz.learn.tasks.task import Task
from lstmviz.nets.sequence import SequenceNet
from lstmviz.storage.files import read_bounded


def read_net(path: Path, task: Task, recipe: Recipe, way_out: Translatable) -> SequenceNet:
    """The net of a file, in eval mode and not learning any more.

    Raises InputError that ends with the way out where the file is missing or damaged.
    """
    net = blank(task, recipe)
    try:
        weights = parse(read_bounded(path))
        check(weights, net.state_dict())
    except OSError as error:
        raise InputError(
            "The net {path} cannot be read ({error}). {way_out}",
            path=path,
            error=error.strerror,
            way_out=way_out,
        ) from error
    except ValueError as error:
        raise InputError(
            "The net {path} is damaged ({error}). {way_out}", path=path, error=error, way_out=way_out
        ) from error
    net.load_state_dict(weights)
    return net.eval().requires_grad_(False)


def parse(data: bytes) -> dict[str, Tensor]:
    """The tensors of a safetensors file. Raises ValueError where it is none."""
    try:
        tensors: dict[str, Tensor] = parse_safetensors(data)
    except SafetensorError as error:
        raise ValueError(str(error)) from error
    return tensors


def check(tensors: Mapping[str, Tensor], expected: Mapping[str, Tensor]) -> None:
    """Raise ValueError unless names, shapes and types agree and all is finite.

    PyTorch's recurrent layers do not check: on wrong shapes they read beyond their memory.
    """
    if tensors.keys() != expected.keys():
        raise ValueError(
            Translatable(
                "it holds {found} and not {expected}", found=sorted(tensors), expected=sorted(expected)
            )
        )
    for name, pattern in expected.items():
        if _kind(tensors[name]) != _kind(pattern):
            raise ValueError(
                Translatable(
                    "{name} is {found}, its recipe gives {expected}",
                    name=name,
                    found=_kind(tensors[name]),
                    expected=_kind(pattern),
                )
            )
        if not torch.isfinite(tensors[name]).all():
            raise ValueError(Translatable("{name} is not finite", name=name))


def _kind(tensor: Tensor) -> str:
    return f"{tuple(tensor.shape)} {tensor.dtype}"
