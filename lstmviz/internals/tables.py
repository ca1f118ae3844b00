"""A layer's numbers in the forms that other libraries take, axes named; and as a table in words."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from numpy.typing import NDArray

from lstmviz.errors import InputError

if TYPE_CHECKING:
    import pandas
    import xarray

    from lstmviz.internals.layers import Layer
    from lstmviz.internals.trace import Trace

DIMENSIONS = ("step", "batch", "unit")


def to_numpy(layer: "Layer") -> dict[str, NDArray[Any]]:
    """Every quantity by name, (T, B, H)."""
    return {name: values.detach().cpu().numpy() for name, values in layer.quantities.items()}


def to_pandas(layer: "Layer") -> "pandas.DataFrame":
    """A column a quantity, a row for every step, batch and unit; NaN beyond the width of a projection."""
    library = _imported("pandas")
    columns = {}
    for name, values in to_numpy(layer).items():
        index = library.MultiIndex.from_product([range(size) for size in values.shape], names=DIMENSIONS)
        columns[name] = library.Series(values.ravel(), index)
    frame: pandas.DataFrame = library.DataFrame(columns)
    return frame


def to_xarray(layer: "Layer") -> "xarray.Dataset":
    """A variable a quantity, with axes step, batch and unit; a projected hidden state has `projection`."""
    library, arrays = _imported("xarray"), to_numpy(layer)
    units = next(iter(arrays.values())).shape[-1]
    variables = {}
    for quantity in layer.declaration.quantities:
        values = arrays[quantity.name]
        axes = DIMENSIONS if values.shape[-1] == units else (*DIMENSIONS[:2], "projection")
        variables[quantity.name] = library.DataArray(values, dims=axes, attrs={"long_name": quantity.title})
    made: xarray.Dataset = library.Dataset(variables, attrs={"cell": layer.kind, "layer": layer.name})
    return made.assign_coords({str(axis): range(size) for axis, size in made.sizes.items()})


def table(trace: "Trace") -> str:
    """Layers, shapes and agreement, a line each."""
    rows = [("layer", "kind", "T", "B", "H", "reads")]
    for layer in trace.layers:
        T, B, H = next(iter(layer.quantities.values())).shape
        backwards = "last to first" if layer.reverse else "first to last"
        rows.append((layer.name, layer.declaration.title, str(T), str(B), str(H), backwards))
    agreement = "nothing to compare" if trace.agreement is None else f"max |Δ| = {trace.agreement:.0e}"
    return f"Trace\n{aligned(rows)}\nagreement with PyTorch: {agreement}"


def aligned(rows: Sequence[Sequence[str]]) -> str:
    """Rows of text as columns that stand under each other."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    lines = ("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) for row in rows)
    return "\n".join(line.rstrip() for line in lines)


def _imported(library: str) -> Any:
    try:
        return __import__(library)
    except ImportError:
        raise InputError(
            "{library} is not installed; pip install {library}, or use to_numpy().", library=library
        ) from None
