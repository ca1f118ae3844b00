"""ONNX: LSTM, GRU and RNN nodes of a graph. https://onnx.ai/onnx/operators/onnx__LSTM.html (__GRU, __RNN)

Weights are W (directions, gates * H, I), R (directions, gates * H, H) and B (directions, 2 * gates * H). The
rows of an LSTM's gates come as i o f c, its peepholes P (directions, 3 * H) as i o f, a GRU's gates as z r h.
"""

import mmap
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import torch

from lstmviz.errors import InputError
from lstmviz.formats.format import Format
from lstmviz.formats.onnx_constants import Array, Constants
from lstmviz.formats.protobuf import FieldsLeft, Message
from lstmviz.formats.stored_layer import BLOCKS, Settings, StoredLayer
from lstmviz.formats.stored_tensor import StoredTensor, from_numpy, holds_numbers
from lstmviz.languages import gettext as _

# Numbers of fields in onnx.proto3
_MODEL_GRAPH = 7
_GRAPH_NODE = 1
_NODE_INPUT, _NODE_OUTPUT, _NODE_NAME, _NODE_OP, _NODE_ATTRIBUTE = 1, 2, 3, 4, 5
_ATTRIBUTE_NAME, _ATTRIBUTE_I, _ATTRIBUTE_S, _ATTRIBUTE_G, _ATTRIBUTE_STRINGS = 1, 3, 4, 6, 9

DEEPEST = 8  # graphs in nodes of graphs, as in If and Loop

_TO_PYTORCH = {
    "LSTM": (0, 2, 3, 1),
    "GRU": (1, 0, 2),
    "RNN": (0,),
}  # its blocks of rows, as places in ONNX's order
_ACTIVATIONS = {
    "LSTM": ["Sigmoid", "Tanh", "Tanh"],
    "GRU": ["Sigmoid", "Tanh"],
    "RNN": ["Tanh"],
}  # if not said
_W, _R, _B, _PEEPHOLES = 1, 2, 3, 7  # places of the inputs


def layers(path: Path) -> list[StoredLayer]:
    """One for each LSTM, GRU and RNN node, by the node's name; nodes inside If and Loop too."""
    found: list[StoredLayer] = []
    for graph in _graphs(path):
        found += _layers(graph, Constants(graph), 0)
    return [_told_apart(layer, found[:at]) for at, layer in enumerate(found)]


def tensors(path: Path) -> dict[str, StoredTensor]:
    """The initializers of floating-point numbers."""
    arrays = {name: array for graph in _graphs(path) for name, array in Constants(graph).initializers()}
    return {name: _as_it_stands(array) for name, array in arrays.items() if holds_numbers(array.dtype)}


def _graphs(path: Path) -> Iterator[Message]:
    if path.stat().st_size == 0:
        raise InputError("{file} is empty.", file=path.name)
    with path.open("rb") as file:
        model = Message(memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)), FieldsLeft())
    yield from model.messages(_MODEL_GRAPH)


def _told_apart(layer: StoredLayer, earlier: list[StoredLayer]) -> StoredLayer:
    """The layer, with a number behind its name if others before it have that name, as ONNX allows."""
    twins = sum(one.name == layer.name for one in earlier)
    return replace(layer, name=f"{layer.name} #{twins + 1}") if twins else layer


def _layers(graph: Message, constants: Constants, depth: int) -> Iterator[StoredLayer]:
    if depth > DEEPEST:
        raise InputError("the graph has more than {most} graphs inside each other.", most=DEEPEST)
    for node in graph.messages(_GRAPH_NODE):
        kind = node.text(_NODE_OP)
        if kind in BLOCKS:
            yield _layer(node, kind, constants)
        for attribute in node.messages(_NODE_ATTRIBUTE):
            for inner in attribute.messages(_ATTRIBUTE_G):
                yield from _layers(inner, Constants(inner, outer=constants), depth + 1)


def _layer(node: Message, kind: str, constants: Constants) -> StoredLayer:
    said = {attribute.text(_ATTRIBUTE_NAME): attribute for attribute in node.messages(_NODE_ATTRIBUTE)}
    name = node.text(_NODE_NAME) or next(filter(None, node.texts(_NODE_OUTPUT)), kind)
    direction = said["direction"].text(_ATTRIBUTE_S) if "direction" in said else "forward"
    sides = ("", "_reverse") if direction == "bidirectional" else ("",)
    inputs = [*node.texts(_NODE_INPUT), *[""] * 8]
    given = {place: constants.array(inputs[place]) for place in (_W, _R, _B, _PEEPHOLES) if inputs[place]}
    unknown = [inputs[place] for place, array in given.items() if array is None]
    refused = (
        _("its weights {name!r} are not in the file as numbers").format(name=unknown[0])
        if unknown
        else _refusal(kind, said, given)
    )
    weights = {} if refused else _weights(kind, given, sides)
    note = _("reads from the end: turn the sequence round") if direction == "reverse" else ""
    return StoredLayer(name, kind, weights, _settings(kind, said, len(sides)), note, refused)


def _refusal(kind: str, said: dict[str, Message], given: dict[int, Array | None]) -> str:
    """Why no layer computes this; empty if one does."""
    if "clip" in said:
        return _("it clips the pre-activations")
    if "input_forget" in said and said["input_forget"].integer(_ATTRIBUTE_I):
        return _("it couples the input gate to the forget gate")
    if any(
        array.ndim != rank
        for place, rank in ((_W, 3), (_R, 3), (_B, 2), (_PEEPHOLES, 2))
        if (array := given.get(place)) is not None
    ):
        return _("its weights have other shapes than the operator's")
    return ""


def _settings(kind: str, said: dict[str, Message], sides: int) -> Settings:
    names = (
        said["activations"].texts(_ATTRIBUTE_STRINGS) if "activations" in said else _ACTIVATIONS[kind] * sides
    )
    forms = [name.lower() for name in names]
    own = len(_ACTIVATIONS[kind])
    each = [tuple(forms[at : at + own]) for at in range(0, len(forms), own)]
    activations = each[0] if each and all(form == each[0] for form in each) else tuple(["mixed"] * own)
    if kind == "RNN":
        return {"activation": activations[0]}
    settings: Settings = {
        "recurrent_activation": activations[0],
        "activation": "mixed" if len(set(activations[1:])) != 1 else activations[1],
    }
    if kind == "LSTM":
        return settings
    after = "linear_before_reset" in said and said["linear_before_reset"].integer(_ATTRIBUTE_I) == 1
    return {**settings, "reset_after": after}


def _weights(kind: str, given: dict[int, Array | None], sides: tuple[str, ...]) -> dict[str, StoredTensor]:
    weights: dict[str, StoredTensor] = {}
    for at, side in enumerate(sides):
        for part, place in (("weight_ih", _W), ("weight_hh", _R)):
            array = given.get(place)
            if array is not None and at < len(array):
                weights[f"{part}_l0{side}"] = _in_pytorchs_order(kind, array[at])
        biases = given.get(_B)
        if biases is not None and at < len(biases):
            for part, half in zip(("bias_ih", "bias_hh"), np.array_split(biases[at], 2), strict=True):
                weights[f"{part}_l0{side}"] = _in_pytorchs_order(kind, half)
        peepholes = given.get(_PEEPHOLES)
        if kind == "LSTM" and peepholes is not None and at < len(peepholes) and np.any(peepholes):
            for gate, numbers in zip("iof", np.array_split(peepholes[at], 3), strict=True):
                weights[f"weight_c{gate}_l0{side}"] = _as_it_stands(numbers)
    return weights


def _as_it_stands(numbers: Array) -> StoredTensor:
    return StoredTensor(numbers.shape, lambda: from_numpy(numbers))


def _in_pytorchs_order(kind: str, rows: Array) -> StoredTensor:
    def read() -> torch.Tensor:
        blocks = from_numpy(rows).chunk(BLOCKS[kind])
        return torch.cat([blocks[place] for place in _TO_PYTORCH[kind]])

    return StoredTensor(rows.shape, read)


FORMAT = Format((".onnx",), layers, tensors)
