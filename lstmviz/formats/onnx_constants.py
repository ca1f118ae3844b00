"""Tensors that a graph of ONNX holds as numbers: initializers, constants, and what is joined from them.

Exporters take a cell's weights apart and put them together in ONNX's order by Slice, Concat and Unsqueeze;
these are followed, any other node is not.
"""

from collections.abc import Iterator
from math import prod
from typing import Any

import numpy as np

from lstmviz.errors import InputError
from lstmviz.formats.protobuf import Message

Array = np.ndarray[Any, np.dtype[Any]]

LARGEST_JOINED = 2**23  # numbers that Concat may put together in one file: 32 MB
DEEPEST = 30  # nodes that a weight may come through

# Numbers of fields in onnx.proto3
_GRAPH_NODE, _GRAPH_INITIALIZER = 1, 5
_NODE_INPUT, _NODE_OUTPUT, _NODE_OP, _NODE_ATTRIBUTE = 1, 2, 4, 5
_ATTRIBUTE_NAME, _ATTRIBUTE_I, _ATTRIBUTE_T, _ATTRIBUTE_INTS = 1, 3, 5, 8
_TENSOR_DIMS, _TENSOR_TYPE, _TENSOR_FLOATS, _TENSOR_INT64S = 1, 2, 4, 7
_TENSOR_NAME, _TENSOR_RAW, _TENSOR_DOUBLES = 8, 9, 10

_DTYPES: dict[int, "np.dtype[Any]"] = {
    1: np.dtype("<f4"),
    7: np.dtype("<i8"),
    10: np.dtype("<f2"),
    11: np.dtype("<f8"),
}  # TensorProto.DataType


class Constants:
    """The constants of one graph, and of those around it, by name: views of the file, or joined from such."""

    def __init__(self, graph: Message, outer: "Constants | None" = None) -> None:
        self._outer = outer
        self._joined: list[int] = outer._joined if outer else [0]  # numbers so far, in the whole file
        self._tensors = {tensor.text(_TENSOR_NAME): tensor for tensor in graph.messages(_GRAPH_INITIALIZER)}
        self._nodes = {
            name: node for node in graph.messages(_GRAPH_NODE) for name in node.texts(_NODE_OUTPUT)
        }
        self._known: dict[str, Array | None] = {}

    def initializers(self) -> Iterator[tuple[str, Array]]:
        """Name and numbers of all tensors that the graph itself holds."""
        for name in self._tensors:
            if (array := self.array(name)) is not None:
                yield name, array

    def array(self, name: str, depth: int = 0) -> Array | None:
        """The numbers of this name; None if they are computed otherwise, or lie in another file."""
        if name not in self._known:
            self._known[name] = None  # for a graph that goes in circles
            self._known[name] = self._found(name, depth)
        return self._known[name]

    def _found(self, name: str, depth: int) -> Array | None:
        if name in self._tensors:
            return _numbers(self._tensors[name])
        if name not in self._nodes:
            return self._outer.array(name, depth) if self._outer else None
        node = self._nodes[name]
        kind = node.text(_NODE_OP)
        if depth > DEEPEST or kind not in ("Constant", "Identity", "Unsqueeze", "Concat", "Slice"):
            return None
        said = {attribute.text(_ATTRIBUTE_NAME): attribute for attribute in node.messages(_NODE_ATTRIBUTE)}
        if kind == "Constant":
            tensor = next(said["value"].messages(_ATTRIBUTE_T), None) if "value" in said else None
            return None if tensor is None else _numbers(tensor)
        inputs = [self.array(read, depth + 1) for read in node.texts(_NODE_INPUT)]
        arrays = [array for array in inputs if array is not None]
        if not arrays or len(arrays) < len(inputs):
            return None
        try:
            return self._computed(kind, arrays, said)
        except InputError:
            raise
        except (ValueError, IndexError):
            raise InputError(
                "the file is broken: its {kind} of {name!r} does not fit what it reads.", kind=kind, name=name
            ) from None

    def _computed(self, kind: str, arrays: list[Array], said: dict[str, Message]) -> Array:
        """What the node makes of its inputs: https://onnx.ai/onnx/operators."""
        if kind == "Identity":
            return arrays[0]
        if kind == "Unsqueeze":  # axes are an input since version 13
            axes = arrays[1].ravel().tolist() if len(arrays) > 1 else said["axes"].integers(_ATTRIBUTE_INTS)
            return np.expand_dims(arrays[0], tuple(axes[:8]))
        if kind == "Concat":
            self._joined[0] += sum(prod(array.shape) for array in arrays)
            if self._joined[0] > LARGEST_JOINED:
                raise InputError("the file joins more than {most:,} weights from parts.", most=LARGEST_JOINED)
            return np.concatenate(arrays, said["axis"].integer(_ATTRIBUTE_I))
        data, starts, ends, *rest = arrays
        axes = rest[0].ravel().tolist() if rest else list(range(len(starts)))
        steps = rest[1].ravel().tolist() if len(rest) > 1 else [1] * len(starts)
        cut = [slice(None)] * data.ndim
        for axis, start, end, step in zip(axes, starts.tolist(), ends.tolist(), steps, strict=True):
            cut[axis] = slice(start, end, step)
        return data[tuple(cut)]


def _numbers(tensor: Message) -> Array | None:
    """A TensorProto's numbers; None where they lie in another file, or are of a type that no weight has."""
    dtype = _DTYPES.get(tensor.integer(_TENSOR_TYPE))
    if dtype is None:
        return None
    shape, raw = tensor.integers(_TENSOR_DIMS), tensor.blob(_TENSOR_RAW)
    if raw is not None:
        values: Array = _from_bytes(raw, dtype)
    elif dtype.kind == "i":
        values = np.array(tensor.integers(_TENSOR_INT64S), dtype)
    else:
        values = _from_bytes(tensor.packed(_TENSOR_FLOATS if dtype.itemsize == 4 else _TENSOR_DOUBLES), dtype)
    if any(size < 0 for size in shape) or len(shape) > 8 or prod(shape) != values.size:
        return None  # as of a tensor whose numbers lie elsewhere
    return values.reshape(shape)


def _from_bytes(data: memoryview | bytes, dtype: "np.dtype[Any]") -> Array:
    if len(data) % dtype.itemsize:
        raise InputError("the file is broken: a tensor's numbers are cut off.")
    return np.frombuffer(data, dtype)
