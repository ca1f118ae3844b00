"""HDF5 files of strangers, by h5py: what lies in the file itself, and no more than it holds."""

from collections.abc import Iterator
from contextlib import contextmanager
from math import prod
from typing import IO, Any

from lstmviz.errors import InputError
from lstmviz.formats.stored_tensor import StoredTensor, from_numpy, holds_numbers

DEEPEST = 16  # groups in groups
MOST_OBJECTS = 5_000  # groups and datasets looked at; they take about half a second
MOST_BESIDE = (
    2**23
)  # bytes of a file that are in no dataset, as names and texts; a text takes five times as many
SPARSEST = 20  # times that a dataset may be larger than what the file holds of it

Datasets = dict[str, Any]


@contextmanager
def hdf5(file: IO[bytes], name: str) -> Iterator[Any]:
    """The file as an h5py.File. InputError where h5py is not installed, or cannot read on."""
    try:
        import h5py
    except ImportError:
        raise InputError("reading {name} needs h5py: `pip install 'lstmviz[keras]'`.", name=name) from None
    try:
        with h5py.File(file, "r") as opened:
            yield opened
    except InputError:
        raise
    except (OSError, RuntimeError, KeyError, ValueError, TypeError) as error:
        raise InputError("{name} is not a whole HDF5 file: {error}", name=name, error=error) from None


def groups(root: Any) -> Iterator[tuple[Any, Datasets]]:
    """Each group, from the root down, and its datasets of numbers; links to elsewhere are not followed."""
    import h5py

    waiting, seen = [(root, 0)], 0
    while waiting:
        group, depth = waiting.pop()
        datasets: Datasets = {}
        inner = []
        for name in group:
            seen += 1
            if seen > MOST_OBJECTS or depth > DEEPEST:
                raise InputError(
                    "the file has more than {objects:,} objects, or groups over {deepest} deep.",
                    objects=MOST_OBJECTS,
                    deepest=DEEPEST,
                )
            if not isinstance(group.get(name, getlink=True), h5py.HardLink):
                continue
            found = group[name]
            if isinstance(found, h5py.Group):
                inner.append((found, depth + 1))
            elif isinstance(found, h5py.Dataset) and holds_numbers(found.dtype):
                datasets[name.removesuffix(":0")] = found
        waiting += reversed(inner)
        yield group, datasets


def stored(dataset: Any, opened: Any) -> StoredTensor:
    """The dataset, to be read later from the file that `opened()` gives.

    Raises InputError where its numbers lie in other files, or are not there.
    """
    name = dataset.name
    if dataset.is_virtual or dataset.external:
        raise InputError("{name} keeps its numbers in another file; save it in one.", name=name)
    if prod(dataset.shape) * dataset.dtype.itemsize > SPARSEST * dataset.id.get_storage_size():
        raise InputError(
            "{name} says it has shape {shape}, of which the file holds next to nothing.",
            name=name,
            shape=dataset.shape,
        )

    def read() -> Any:
        with opened() as file:
            return from_numpy(file[name][()])

    return StoredTensor(dataset.shape, read)


def check_beside(size: int, datasets: list[Any]) -> None:
    """Raise InputError where more of a file's bytes lie outside its datasets than names and texts take."""
    beside = size - sum(dataset.id.get_storage_size() for dataset in datasets)
    if beside > MOST_BESIDE:
        raise InputError(
            "the file holds {beside:,} bytes beside its numbers; the limit is {most:,}.",
            beside=beside,
            most=MOST_BESIDE,
        )
