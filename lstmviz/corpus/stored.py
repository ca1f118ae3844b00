"""What a traced corpus is: a plane of float16 a quantity, a row a unit, a column a step."""

import json
import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from lstmviz.errors import InputError

FORMAT = 1
HEAD = "corpus.json"

Plane = NDArray[np.float16]  # (H, T)
Shapes = Mapping[tuple[str, str], int]
"""Layer and quantity -> units, in the order in which a step computes them."""


class Row(NamedTuple):
    """One quantity of one unit: what may follow something in the text."""

    layer: str  # "l0", "l0 reverse", "l1"
    quantity: str  # "hidden"
    unit: int


@dataclass(frozen=True, eq=False)
class Corpus:
    """Every quantity of every unit at every step of all documents, one document behind the other.

    Numbers are rounded to float16: by at most 2⁻¹¹ of their size, 0.0005 for an open gate.
    """

    cell: str  # a key of lstmviz.nets.cells.CELLS
    lengths: tuple[int, ...]  # steps of each document
    planes: Mapping[tuple[str, str], Plane]  # layer and quantity -> (H, T)
    tokens: Sequence[str] = field(default=(), repr=False)  # what each step read, (T,); empty where not given
    _largest: dict[tuple[str, str], float] = field(default_factory=dict, init=False, repr=False)

    @property
    def steps(self) -> int:
        """T, of all documents together."""
        return sum(self.lengths)

    @property
    def rows(self) -> list[Row]:
        """Every quantity of every unit."""
        shapes = {place: len(plane) for place, plane in self.planes.items()}
        return [Row(*place, unit) for place, units in shapes.items() for unit in range(units)]

    @property
    def documents(self) -> Iterator[slice]:
        """Where each document stands."""
        ends = np.cumsum((0, *self.lengths)).tolist()
        return (slice(first, end) for first, end in pairwise(ends))

    @property
    def texts(self) -> list[Sequence[str]]:
        """What each document's steps read. Raises InputError where the corpus was traced without tokens."""
        if not self.tokens:
            raise InputError("The corpus has no tokens; trace it with tokens=, what each step read.")
        return [self.tokens[place] for place in self.documents]

    def largest(self, quantity: str, layer: str = "l0") -> float:
        """The largest size of a quantity's numbers, of all units; it is looked for once."""
        place = layer, quantity
        if place not in self._largest:
            sizes = max(int((row.view(np.uint16) & 0x7FFF).max()) for row in self.planes[place])
            self._largest[place] = float(np.uint16(sizes).view(np.float16))
        return self._largest[place]

    def values(self, quantity: str, unit: int, layer: str = "l0") -> NDArray[np.float16]:
        """One quantity of one unit over all documents: (T,), read from the disk where it is used.

        Raises:
            InputError: there is no such layer, quantity or unit.
        """
        if (layer, quantity) not in self.planes:
            there = ", ".join(f"{of} of {name}" for name, of in self.planes)
            raise InputError(
                "The corpus has no {quantity!r} of a layer {layer!r}; it has {there}.",
                quantity=quantity,
                layer=layer,
                there=there,
            )
        plane = self.planes[layer, quantity]
        if not 0 <= unit < len(plane):
            raise InputError(
                "unit is {unit}; {quantity} has units 0 to {last}.",
                unit=unit,
                quantity=quantity,
                last=len(plane) - 1,
            )
        row: NDArray[np.float16] = plane[unit]
        return row


def load(folder: str | Path) -> Corpus:
    """The corpus that `trace` wrote into a folder.

    Raises:
        InputError: the folder holds none, or one that is not whole.
    """
    try:
        head = json.loads((Path(folder) / HEAD).read_text(encoding="utf-8"))
        shapes = {(layer, quantity): units for layer, quantity, units in head["rows"]}
        planes = opened(Path(folder), shapes, "r")
        return Corpus(head["cell"], tuple(head["lengths"]), planes, head["tokens"])
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise InputError(
            "{folder} holds no whole corpus ({error}); make it with lstmviz.corpus.trace.",
            folder=folder,
            error=error,
        ) from None


def written_head(corpus: Corpus) -> bytes:
    """All of a corpus but its planes, as JSON."""
    rows = [(*place, len(plane)) for place, plane in corpus.planes.items()]
    tokens = corpus.tokens if isinstance(corpus.tokens, str) else list(corpus.tokens)
    about = {"format": FORMAT, "cell": corpus.cell, "lengths": corpus.lengths, "rows": rows, "tokens": tokens}
    return json.dumps(about, ensure_ascii=False).encode()


def opened(folder: Path, shapes: Shapes, mode: Any, steps: int | None = None) -> dict[tuple[str, str], Plane]:
    """The planes as files of NumPy's own form, mapped and not read; made where `steps` is given.

    Raises OSError where the disk has no room for what is made.
    """
    planes: dict[tuple[str, str], Plane] = {}
    for (layer, quantity), units in shapes.items():
        path = folder / f"{layer.replace(' ', '_')}.{quantity}.npy"
        made: Any = {} if steps is None else {"shape": (units, steps), "dtype": np.float16}
        planes[layer, quantity] = plane = np.lib.format.open_memmap(path, mode, **made)
        if steps is not None and hasattr(os, "posix_fallocate"):  # else a full disk would end the process
            with path.open("r+b") as file:
                os.posix_fallocate(file.fileno(), 0, plane.offset + plane.nbytes)
    return planes
