"""A scene in a file: its numbers and words, read back without torch, to the last bit."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, fields, is_dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np

from lstmviz.draw.colours import Accent
from lstmviz.draw.quantities import Quantity
from lstmviz.draw.scene import Bench, Layer, Panel, Question, Readout, Says, Scene


@dataclass(frozen=True)
class StoredWeights:
    """The weights of a layer."""

    parts: Mapping[str, Any]


@dataclass(frozen=True)
class StoredLayer:
    """A layer of a Trace, as far as it is drawn; see `scene.Layer`."""

    name: str
    kind: str
    reverse: bool
    lengths: Any
    inputs: Any
    initial: Mapping[str, Any]
    weights: StoredWeights
    quantities: Mapping[str, Any]


KINDS = {
    kind.__name__: kind
    for kind in (Scene, Bench, Panel, Question, Says, Readout, Quantity, Accent, StoredLayer, StoredWeights)
}
"""What a scene is made of. A new class of its parts wants a line here."""


def write_scene(scenes: Mapping[str, Scene], path: Path) -> None:
    """Store one scene, as it is told in every language, as an NPZ file.

    It holds every array once, and a JSON text for each language, which says what each of them is.
    """
    arrays: dict[str, Any] = {}
    for language, scene in scenes.items():
        panels = tuple(replace(panel, layer=_stored(panel.layer)) for panel in scene.panels)
        arrays_of_scene: dict[str, Any] = {}
        words = _taken_apart(replace(scene, panels=panels), arrays_of_scene)
        arrays |= arrays_of_scene | {language: np.array(json.dumps(words, ensure_ascii=False))}
    np.savez_compressed(path, **arrays)


def read_scene(path: Path, language: str) -> Scene:
    """The scene of a file that `write_scene` wrote. Raises KeyError where it is not told in the language."""
    with np.load(path, allow_pickle=False) as arrays:
        scene: Scene = _put_together(json.loads(str(arrays[language])), arrays)
    return scene


def _stored(layer: Layer) -> StoredLayer:
    given = {field.name: getattr(layer, field.name) for field in fields(StoredLayer)}
    return StoredLayer(**given | {"weights": StoredWeights(layer.weights.parts)})


def _taken_apart(value: Any, arrays: dict[str, Any]) -> Any:
    """The value as JSON has it, its arrays laid aside."""
    if hasattr(value, "__array__"):
        name = f"array {len(arrays)}"
        arrays[name] = np.asarray(value)
        return {"array": name}
    if is_dataclass(value):
        parts = {field.name: _taken_apart(getattr(value, field.name), arrays) for field in fields(value)}
        return {"kind": type(value).__name__, "fields": parts}
    if isinstance(value, Mapping):
        return {"mapping": {name: _taken_apart(part, arrays) for name, part in value.items()}}
    if isinstance(value, tuple | list):
        return [_taken_apart(part, arrays) for part in value]
    return value


def _put_together(words: Any, arrays: Mapping[str, Any]) -> Any:
    match words:
        case {"array": name}:
            return arrays[name]
        case {"kind": kind, "fields": parts}:
            return KINDS[kind](**{name: _put_together(part, arrays) for name, part in parts.items()})
        case {"mapping": parts}:
            return {name: _put_together(part, arrays) for name, part in parts.items()}
        case list():
            return tuple(_put_together(part, arrays) for part in words)
    return words
