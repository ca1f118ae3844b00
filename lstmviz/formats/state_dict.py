"""Weights by name, as PyTorch's state_dict has them: "encoder.lstm.weight_ih_l0". Names tell the layers."""

import re
from collections.abc import Iterator, Mapping
from functools import partial

import numpy as np
from torch import Tensor

from lstmviz.errors import InputError
from lstmviz.formats.stored_layer import PEEPHOLES, Settings, StoredLayer
from lstmviz.formats.stored_tensor import MOST_TENSORS, StoredTensor, StoredWeights, from_numpy, holds_numbers

DEEPEST = 4  # dicts in dicts: a checkpoint holds {"model": {"state_dict": {...}}}

# "encoder.lstm.weight_ih_l0_reverse"; a cell's "lstm_cell.weight_ih"; and the short "enc_w_ih". Peepholes
# have the names that the cell's own file declares.
_WEIGHT = re.compile(
    r"(?:(?P<layer>.+?)[._/])?(?P<part>weight_ih|weight_hh|bias_ih|bias_hh|weight_hr|w_ih|w_hh|b_ih|b_hh"
    rf"|{'|'.join(peephole.name for peephole in PEEPHOLES.peepholes)})"
    r"(?P<place>_l\d{1,3}(?:_reverse)?)?"
)
_LONG = {"w_ih": "weight_ih", "w_hh": "weight_hh", "b_ih": "bias_ih", "b_hh": "bias_hh"}


def layers(source: Mapping[str, object]) -> list[StoredLayer]:
    """The layers in a dict of tensors or arrays, or dicts of such; all else in it is passed over."""
    return layers_by_name(dict(_tensors(source, "", 1)))


def layers_by_name(weights: StoredWeights) -> list[StoredLayer]:
    """The layers that weights with PyTorch's names belong to, in the order of the names."""
    if len(weights) > MOST_TENSORS:
        raise InputError(
            "source holds {tensors:,} tensors; lstmviz looks through {most:,}.",
            tensors=len(weights),
            most=MOST_TENSORS,
        )
    found: dict[str, dict[str, StoredTensor]] = {}
    for name, stored in weights.items():
        if len(name) < 300 and (match := _WEIGHT.fullmatch(name)):
            part = _LONG.get(match["part"], match["part"])
            found.setdefault(match["layer"] or "", {})[part + (match["place"] or "_l0")] = stored
    return [_layer(name, parts) for name, parts in found.items()]


def _layer(name: str, parts: StoredWeights) -> StoredLayer:
    kind = _kind(parts)
    settings: Settings = {} if kind == "RNN" else {"activation": "tanh", "recurrent_activation": "sigmoid"}
    return StoredLayer(name, kind, parts, {**settings, "reset_after": True} if kind == "GRU" else settings)


def _kind(parts: StoredWeights) -> str:
    """PyTorch stacks the rows of 4 gates in an LSTM, 3 in a GRU, and none in an RNN."""
    if "weight_hr_l0" in parts:
        return "LSTM"
    shape = parts["weight_hh_l0"].shape if "weight_hh_l0" in parts else ()
    rows_per_unit = shape[0] / shape[1] if len(shape) == 2 and shape[1] else 0
    return {3.0: "GRU", 1.0: "RNN"}.get(rows_per_unit, "LSTM")


def _tensors(values: Mapping[str, object], prefix: str, depth: int) -> Iterator[tuple[str, StoredTensor]]:
    for key, value in values.items():
        name = f"{prefix}{key}"
        if isinstance(value, Tensor) and value.is_floating_point() and not value.is_meta:
            yield name, StoredTensor(tuple(value.shape), value.detach().cpu)
        elif isinstance(value, np.ndarray) and holds_numbers(value.dtype):
            yield name, StoredTensor(value.shape, partial(from_numpy, value))
        elif isinstance(value, Mapping) and depth < DEEPEST:
            yield from _tensors(value, f"{name}.", depth + 1)
