"""Keras: .keras, .weights.h5 and .h5, read as data by h5py, never by Keras: its loaders run what a file says.

A layer has kernel (I, gates * H), recurrent_kernel (H, gates * H) and bias. An LSTM's gates come as i f c o,
as in PyTorch; a GRU's as z r h. A GRU made with reset_after has a bias (2, gates * H), a row for each kernel,
any other layer (gates * H,). Which activations a layer has stands in the model's config alone.
"""

import re
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import torch
from torch import Tensor

from lstmviz.formats import keras_config
from lstmviz.formats.format import Format
from lstmviz.formats.hdf5 import Datasets, check_beside, groups, hdf5, stored
from lstmviz.formats.stored_layer import BLOCKS, StoredLayer
from lstmviz.formats.stored_tensor import StoredTensor
from lstmviz.formats.zipped import member, opened

_TO_PYTORCH = {
    "LSTM": (0, 1, 2, 3),
    "GRU": (1, 0, 2),
    "RNN": (0,),
}  # its blocks of rows, as places in Keras' order
_KINDS = {blocks: kind for kind, blocks in BLOCKS.items()}
_PARTS = {"0": "kernel", "1": "recurrent_kernel", "2": "bias"}  # as Keras 3 numbers a cell's weights
_CELL = re.compile(r"(lstm|gru|simple_rnn)_cell(_\d+)?")
_BACKWARD = re.compile(r"/backward_[^/]+")
_BETWEEN = (
    "layers",
    "cell",
    "cells",
    "forward_layer",
    "backward_layer",
)  # steps of a place that are no owner's name


def layers(path: Path) -> list[StoredLayer]:
    """The LSTM, GRU and SimpleRNN layers, by the names in Keras' summary; cells of an RNN one by one."""
    with _opened(path) as file:
        found = list(groups(file))
        check_beside(
            file.id.get_filesize(), [dataset for _, datasets in found for dataset in datasets.values()]
        )
        named = {
            group.name: str(group.attrs.get("name", "")) for group, _ in found if group.name.endswith("/vars")
        }
        sides: dict[
            str, dict[str, dict[str, StoredTensor]]
        ] = {}  # layer -> "" or "_reverse" -> part -> its numbers
        for group, datasets in found:
            parts = {_PARTS.get(part, part): dataset for part, dataset in datasets.items()}
            if _are_a_cells(parts) and (name := _layer_name(group.name, named)):
                side = "_reverse" if _BACKWARD.search(group.name) else ""
                kept = {part: stored(dataset, lambda: _opened(path)) for part, dataset in parts.items()}
                sides.setdefault(name, {})[side] = kept
        configs = _configs(path, file) if sides else {}
    return [_layer(name, both, configs.get(name.rpartition("/")[2], {})) for name, both in sides.items()]


def tensors(path: Path) -> dict[str, StoredTensor]:
    """All datasets of floating-point numbers, by their places in the file."""
    with _opened(path) as file:
        return {
            f"{group.name.strip('/')}/{part}": stored(dataset, lambda: _opened(path))
            for group, datasets in groups(file)
            for part, dataset in datasets.items()
        }


@contextmanager
def _opened(path: Path) -> Iterator[Any]:
    """The HDF5 file; for .keras, a copy of the one in the archive, on the disk."""
    if path.suffix.lower() != ".keras":
        with path.open("rb") as file, hdf5(file, path.name) as weights:
            yield weights
        return
    with opened(path) as archive, tempfile.TemporaryFile() as copy:
        with member(archive, "model.weights.h5") as packed:
            shutil.copyfileobj(packed, copy)  # h5py goes to and fro, which a packed file does slowly
        with hdf5(copy, path.name) as weights:
            yield weights


def _configs(path: Path, file: Any) -> dict[str, keras_config.Config]:
    if path.suffix.lower() == ".keras":
        with opened(path) as archive, member(archive, "config.json") as packed:
            return keras_config.configs(packed.read(keras_config.LARGEST_CONFIG + 1))
    said = file.attrs.get("model_config")
    return keras_config.configs(said) if isinstance(said, str | bytes) else {}


def _are_a_cells(parts: Datasets) -> bool:
    """Two kernels with the same 4, 3 or 1 blocks of as many columns as the second has rows, and a bias."""
    if not {"kernel", "recurrent_kernel"} <= parts.keys() <= {"kernel", "recurrent_kernel", "bias"}:
        return False
    kernel, recurrent = parts["kernel"].shape, parts["recurrent_kernel"].shape
    if len(kernel) != 2 or len(recurrent) != 2 or not recurrent[0] or kernel[1] != recurrent[1]:
        return False
    blocks, odd = divmod(recurrent[1], recurrent[0])
    biases = {(recurrent[1],), (2, recurrent[1])} if blocks == BLOCKS["GRU"] else {(recurrent[1],)}
    return not odd and blocks in _KINDS and ("bias" not in parts or parts["bias"].shape in biases)


def _layer_name(place: str, named: Mapping[str, str]) -> str:
    """The name of the layer that the weights in a group belong to; "" if it is no recurrent layer's.

    Keras 3 has layers/lstm/cell/vars, and each vars has its owner's name as an attribute. Before, it was
    lstm_1/lstm_1 or lstm/lstm/lstm_cell, below model_weights if the config is in the file.
    """
    steps = place.strip("/").split("/")
    if steps[-1] != "vars":
        own = steps[1:] if steps[0] == "model_weights" else steps
        return f"{own[0]}/{own[-1]}" if "stacked_rnn_cells" in own else own[0]
    if not _CELL.fullmatch(named[place]):
        return ""
    owners = [at for at, step in enumerate(steps[:-1]) if step not in _BETWEEN]
    return "/".join(named.get(f"/{'/'.join(steps[: at + 1])}/vars") or steps[at] for at in owners)


def _layer(
    name: str, sides: Mapping[str, Mapping[str, StoredTensor]], config: keras_config.Config
) -> StoredLayer:
    first = next(iter(sides.values()))
    units, columns = first["recurrent_kernel"].shape
    kind = _KINDS[columns // units]
    weights: dict[str, StoredTensor] = {}
    for side, parts in sides.items():
        weights |= {f"{part}_l0{side}": values for part, values in _weights(kind, parts).items()}
    settings = keras_config.settings(config)
    if kind == "GRU" and "bias" in first:
        settings["reset_after"] = len(first["bias"].shape) == 2
    return StoredLayer(name, kind, weights, settings, keras_config.note(config))


def _weights(kind: str, parts: Mapping[str, StoredTensor]) -> dict[str, StoredTensor]:
    """In PyTorch's names, layout and order. PyTorch's second bias is zero where Keras has one."""

    def rows(values: Tensor) -> Tensor:
        blocks = values.chunk(BLOCKS[kind])
        return torch.cat([blocks[at] for at in _TO_PYTORCH[kind]])

    weights = {
        part: kernel.reshaped(kernel.shape[::-1], lambda values: rows(values.T))
        for part, kernel in (("weight_ih", parts["kernel"]), ("weight_hh", parts["recurrent_kernel"]))
    }
    if (bias := parts.get("bias")) is None:
        return weights
    width = bias.shape[-1:]
    if len(bias.shape) == 2:
        halves = {"bias_ih": lambda values: rows(values[0]), "bias_hh": lambda values: rows(values[-1])}
    else:
        halves = {"bias_ih": rows, "bias_hh": torch.zeros_like}
    return weights | {part: bias.reshaped(width, half) for part, half in halves.items()}


FORMAT = Format((".keras", ".h5", ".hdf5"), layers, tensors)
