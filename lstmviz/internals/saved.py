"""A trace in a file: arrays and a description in JSON, as NPZ, without anything that could run."""

import json
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

import numpy as np
import torch
from torch import Tensor
from torch.nn.utils.rnn import PackedSequence

from lstmviz.errors import InputError
from lstmviz.internals.edits import Edit
from lstmviz.internals.inputs import State, Steps, parts
from lstmviz.internals.layers import Layer, Layers
from lstmviz.internals.trace import Trace
from lstmviz.nets.cells import CELLS
from lstmviz.nets.weights import Weights

FORMAT = 1
Arrays = dict[str, Tensor]


def save(trace: Trace, path: str | Path) -> None:
    """Write the trace to a file that `load_trace` reads back to the same bits."""
    arrays: Arrays = {}
    head = {
        "format": FORMAT,
        "output": _put_steps(arrays, "output", trace.output),
        "states": _put_state(arrays, trace.state),
        "layers": [_put_layer(arrays, f"layers/{at}", layer) for at, layer in enumerate(trace.layers)],
    }
    if trace.lengths is not None:
        arrays["lengths"] = trace.lengths
    plain = {name: values.detach().cpu().numpy() for name, values in arrays.items()}
    np.savez(path, head=np.frombuffer(json.dumps(head).encode(), np.uint8), **plain)  # type: ignore[arg-type]


def load_trace(path: str | Path) -> Trace:
    """The trace that `trace.save` wrote.

    Raises:
        InputError: the file is not one of these, or not whole.
    """
    try:
        with Path(path).open("rb") as opened, np.load(opened, allow_pickle=False) as file:
            arrays = {name: torch.from_numpy(file[name]) for name in file.files if name != "head"}
            head = json.loads(bytes(file["head"]))
        return _trace(head, arrays)
    except (OSError, ValueError, KeyError, TypeError, BadZipFile, EOFError) as error:
        raise InputError(
            "{path} is not a trace, or not whole ({error}); write one with trace.save.",
            path=path,
            error=error,
        ) from None


def _trace(head: Mapping[str, Any], arrays: Arrays) -> Trace:
    states = tuple(arrays[f"states/{at}"] for at in range(head["states"] or 1))
    return Trace(
        output=_steps(arrays, "output", head["output"]),
        state=states if head["states"] else states[0],
        layers=Layers(_layer(about, f"layers/{at}", arrays) for at, about in enumerate(head["layers"])),
        lengths=arrays.get("lengths"),
    )


def _put_steps(arrays: Arrays, name: str, steps: Steps) -> str:
    if isinstance(steps, Tensor):
        arrays[name] = steps
        return "tensor"
    arrays |= {f"{name}/{part}": values for part, values in steps._asdict().items() if values is not None}
    return "packed"


def _steps(arrays: Arrays, name: str, form: str) -> Steps:
    if form == "tensor":
        return arrays[name]
    return PackedSequence(*(arrays.get(f"{name}/{part}") for part in PackedSequence._fields))  # type: ignore[arg-type]


def _put_state(arrays: Arrays, state: State) -> int:
    """How many tensors a state of several is of, 0 for one alone."""
    arrays |= {f"states/{at}": part for at, part in enumerate(parts(state))}
    return len(state) if isinstance(state, tuple) else 0


def _put_layer(arrays: Arrays, place: str, layer: Layer) -> dict[str, Any]:
    arrays[f"{place}/inputs"] = layer.inputs
    for group, values in (
        ("initial", layer.initial),
        ("weights", layer.weights.parts),
        ("quantities", layer.quantities),
    ):
        arrays |= {f"{place}/{group}/{name}": tensor for name, tensor in values.items()}
    if layer.lengths is not None:
        arrays[f"{place}/lengths"] = layer.lengths
    return {
        "cell": layer.declaration.name,
        "name": layer.name,
        "reverse": layer.reverse,
        "edits": [_plain(edit) for edit in layer.edits],
        "stepped": [layer.stepped.start, layer.stepped.stop],
    }


def _layer(about: Mapping[str, Any], place: str, arrays: Arrays) -> Layer:
    def group(name: str) -> Arrays:
        start = f"{place}/{name}/"
        return {key.removeprefix(start): values for key, values in arrays.items() if key.startswith(start)}

    cell = CELLS[about["cell"]]
    quantities = group("quantities")
    return Layer(
        declaration=cell,
        name=about["name"],
        reverse=about["reverse"],
        lengths=arrays.get(f"{place}/lengths"),
        inputs=arrays[f"{place}/inputs"],
        initial=group("initial"),
        weights=Weights(group("weights")),
        quantities={name: quantities[name] for name in cell.order},
        edits=tuple(Edit(**edit) for edit in about["edits"]),
        stepped=range(*about["stepped"]),
    )


def _plain(edit: Edit) -> dict[str, Any]:
    value = edit.value
    return asdict(edit) | {"value": value.tolist() if isinstance(value, Tensor) else value}
