"""Recurrent layers from files and dicts of weights: what is there, and one of them in PyTorch.

A new format is one file that declares a `Format`, and one line in FORMATS.
"""

from collections.abc import Mapping
from os import PathLike
from pathlib import Path

from torch import nn

from lstmviz.errors import InputError
from lstmviz.formats import keras_file, npz_file, onnx_file, safetensors_file, state_dict, torch_file
from lstmviz.formats.format import Format
from lstmviz.formats.stored_layer import StoredLayer, StoredLayers
from lstmviz.formats.stored_tensor import StoredWeights
from lstmviz.languages import N_
from lstmviz.nets.recurrent import Recurrent

Source = str | PathLike[str] | Mapping[str, object]

FORMATS = (safetensors_file.FORMAT, torch_file.FORMAT, npz_file.FORMAT, onnx_file.FORMAT, keras_file.FORMAT)


def layer(
    source: Source,
    prefix: str | None = None,
    *,
    activation: str | None = None,
    recurrent_activation: str | None = None,
    reset_after: bool | None = None,
) -> Recurrent:
    """The PyTorch layer that some weights belong to, ready for `lstmviz.trace`; of peepholes lstmviz's own.

    Nothing in a file is executed. The layer computes what the one in the file computes: gates are put in
    PyTorch's order, weights in its layout; half precision becomes float32, which holds all of it. The layer
    reads (T, B, I), whatever the framework that it comes from read.

    Args:
        source: a state_dict (nested ones too), or the path of a file: .safetensors, .pt, .pth, .ckpt, .bin,
            .npz, .onnx, .keras, .h5.
        prefix: the layer's name as `layers_in` lists it; it may be left out where there is only one.
        activation: "tanh" or "relu", of the candidate, or of a vanilla RNN's hidden state. Only for weights
            that come without it: a vanilla RNN's in PyTorch's order, and Keras' weights without the config.
        recurrent_activation: of the gates, "sigmoid"; only for Keras' weights that come without the config.
        reset_after: of a GRU without biases in Keras' weights that come without the config.

    Raises:
        InputError: the source cannot be read, no layer has that name, or PyTorch has no such layer; names
            what there is.
    """
    found = layers_in(source)
    stated = {
        "activation": activation,
        "recurrent_activation": recurrent_activation,
        "reset_after": reset_after,
    }
    return _named(found, prefix).module({name: value for name, value in stated.items() if value is not None})


def layers_in(source: Source) -> StoredLayers:
    """The recurrent layers that a source of weights holds: prints as a table of name, kind and sizes.

    Only headers are read. Raises InputError where the source cannot be read.
    """
    if isinstance(source, Mapping):
        return StoredLayers(state_dict.layers(source))
    return StoredLayers(_format_of(source).layers(Path(source)))


def tensors_in(path: str | PathLike[str]) -> StoredWeights:
    """All tensors of floating-point numbers in a file, by their names there; only headers are read.

    Raises InputError where the file cannot be read.
    """
    return _format_of(path).tensors(Path(path))


def _format_of(source: object) -> Format:
    """The kind of the file at a path. Raises InputError where it is none of FORMATS."""
    if isinstance(source, nn.Module):
        raise InputError(
            "source is a live module: call lstmviz.record(module), or hand over its state_dict()."
        )
    if not isinstance(source, str | PathLike):
        raise InputError("source is a {type}; hand over a path or a state_dict.", type=type(source).__name__)
    path = Path(source)
    if not path.is_file():  # also false for a pipe, a device, a folder and a link to itself
        raise InputError(
            "source is {path!r}, which is not a file; hand over the path of one.", path=str(path)
        )
    for known in FORMATS:
        if path.suffix.lower() in known.suffixes:
            return known
    every = ", ".join(suffix for known in FORMATS for suffix in known.suffixes)
    raise InputError(
        "source is {file!r}; its name should end in one of {every}.", file=path.name, every=every
    )


def _named(found: StoredLayers, prefix: str | None) -> StoredLayer:
    if not found:
        raise InputError("source holds no weights of an LSTM, GRU or RNN that lstmviz knows by name or node.")
    if prefix is None and len(found) == 1:
        return found[0]
    matching = [one for one in found if one.name == prefix]
    if not matching:
        several = N_(
            "several layers are there; choose one by its name, as layer(source, {first!r}):\n{found}"
        )
        none = N_(
            "no layer is called {prefix!r}; choose one by its name, as layer(source, {first!r}):\n{found}"
        )
        raise InputError(several if prefix is None else none, prefix=prefix, first=found[0].name, found=found)
    return matching[0]
