"""What a file of this folder declares of the kind of files that it reads."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from lstmviz.formats.stored_layer import StoredLayer
from lstmviz.formats.stored_tensor import StoredWeights


@dataclass(frozen=True)
class Format:
    """A kind of file, by how its name ends, and what finds the layers in it without reading their numbers."""

    suffixes: tuple[str, ...]
    layers: Callable[[Path], list[StoredLayer]]
    tensors: Callable[[Path], StoredWeights]  # all that hold floating-point numbers, by their names there
