"""Which tables of a file may be a layer's embedding and readout: told by their shapes, to be confirmed."""

from collections.abc import Mapping
from typing import Any, NamedTuple

Found = Mapping[str, Any]  # as reading.py lists a file


class Table(NamedTuple):
    """A matrix of a file that may be an embedding, or a readout with its bias."""

    name: str
    rows: int  # symbols, or answers
    bias: str = ""  # "": none was found
    turned: bool = False  # whether the file has a column for each answer

    @property
    def title(self) -> str:
        """As the menu has it."""
        return f"{self.name} · {self.rows:,}"


def embeddings(found: Found, layer: Found) -> list[Table]:
    """Those with a row of as many numbers as the layer reads, the likeliest first."""
    matrices = ((name, shape) for name, shape in found["tables"].items() if len(shape) == 2)
    fitting = [Table(name, shape[0]) for name, shape in matrices if shape[1] == layer["input"]]
    return sorted(fitting, key=lambda table: "emb" not in table.name.lower())


def readouts(found: Found, layer: Found, but: str = "") -> list[Table]:
    """Those with a row or a column of as many numbers as the layer gives, the likeliest first.

    but: the name of one that is taken.
    """
    fitting = []
    for name, shape in found["tables"].items():
        if len(shape) == 2 and name != but and layer["width"] in shape:
            turned = shape[1] != layer["width"] or name.endswith("kernel")
            rows = shape[1] if turned else shape[0]
            fitting.append(Table(name, rows, _bias(found["tables"], name, rows), turned))
    return sorted(fitting, key=lambda table: not table.bias)


def _bias(tables: Mapping[str, list[int]], name: str, rows: int) -> str:
    """The vector beside a matrix that adds to its answers."""
    stem = name.rpartition("weight" if "weight" in name else "kernel")[0]
    return next((one for one in (f"{stem}bias", f"{stem}b") if tables.get(one) == [rows]), "")
