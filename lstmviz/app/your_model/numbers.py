"""A sequence of numbers from a visitor's file: CSV, a line a step, or NPY."""

import csv
import io
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import torch
from torch import Tensor

from lstmviz.errors import InputError
from lstmviz.formats.npz_file import array
from lstmviz.limits import LONGEST_SEQUENCE

LARGEST_CSV = 5 * 2**20  # bytes
MOST_ROWS = 64  # of a batch
MOST_COLUMNS = 4096
LONGEST_FIELD = 64  # characters


def read_numbers(settings: Mapping[str, Any], folder: Path) -> dict[str, Any]:
    """Write what the file at settings["path"] holds to the folder, as a layer of settings["inputs"] reads it.

    A CSV file has a line a step and a column an input; for a layer of one input, a column a sequence. An NPY
    file has (T, I), or (T, B, I); for one input, (T,) or (T, B) too. Raises InputError for anything else.
    """
    from safetensors.torch import save_file

    path, inputs = Path(settings["path"]), settings["inputs"]
    values = _csv(path) if path.suffix.lower() == ".csv" else array(path).float()
    data = _as_batch(values, inputs)
    steps, rows = data.shape[:2]
    if not 0 < steps <= LONGEST_SEQUENCE or not 0 < rows <= MOST_ROWS:
        raise InputError(
            "it holds {rows:,} sequences of {steps:,} steps; the limits are {most_rows} and {most:,}. "
            "Shorten it.",
            rows=rows,
            steps=steps,
            most_rows=MOST_ROWS,
            most=LONGEST_SEQUENCE,
        )
    if not data.isfinite().all():
        step, row, channel = (~data.isfinite()).nonzero()[0].tolist()
        raise InputError(
            "step {step} of row {row} is not finite in input {channel}. Correct it.",
            step=step + 1,
            row=row + 1,
            channel=channel,
        )
    save_file({"data": data.contiguous()}, folder / "data.safetensors")
    return {"steps": steps, "rows": rows}


def _as_batch(values: Tensor, inputs: int) -> Tensor:
    """(T, B, I)."""
    if not values.numel():
        raise InputError("it holds no numbers. Write a line a step.")
    if values.dim() == 3 and values.shape[2] == inputs:
        return values
    if values.dim() == 2 and values.shape[1] == inputs:
        return values[:, None]
    if inputs == 1 and values.dim() in (1, 2):
        return values.reshape(len(values), -1, 1)
    shape = " × ".join(map(str, values.shape))
    raise InputError(
        "it holds {shape} numbers, and the layer reads {inputs} a step: (T, {inputs}) is wanted.",
        shape=shape,
        inputs=inputs,
    )


def _csv(path: Path) -> Tensor:
    if (size := path.stat().st_size) > LARGEST_CSV:
        raise InputError(
            "it has {size:,} bytes; the limit of CSV is {most:,}. Shorten it, or save it as NPY.",
            size=size,
            most=LARGEST_CSV,
        )
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError(
            "it is not text in UTF-8 (byte {place}). Save it as UTF-8.", place=error.start
        ) from None
    return numbers_of_csv(text)


def numbers_of_csv(text: str) -> Tensor:
    """(lines, columns) of numbers with commas, semicolons, tabs or spaces between. Raises InputError."""
    head = text[: text.find("\n")]
    mark = next((one for one in (";", "\t", ",") if one in head), " ")
    lines = enumerate(csv.reader(io.StringIO(text), delimiter=mark, skipinitialspace=True), start=1)
    rows: list[list[float]] = []
    try:
        for number, line in lines:
            if not any(line) or (number == 1 and not any(map(_is_number, line))):  # empty, or columns' names
                continue
            rows.append(_row(number, line, mark))
            if len(rows) > LONGEST_SEQUENCE:
                raise InputError(
                    "it has over {most:,} lines of numbers, the limit. Shorten it.", most=LONGEST_SEQUENCE
                )
            if len(rows[-1]) != len(rows[0]):
                raise InputError(
                    "line {number} has {numbers} numbers, those before {before}.",
                    number=number,
                    numbers=len(rows[-1]),
                    before=len(rows[0]),
                )
    except csv.Error as error:
        raise InputError("it is not CSV: {error}.", error=error) from None
    return torch.tensor(rows)


def _row(number: int, line: list[str], mark: str) -> list[float]:
    if len(line) > MOST_COLUMNS:
        raise InputError(
            "line {number} has {columns:,} columns; the limit is {most}. Leave some out.",
            number=number,
            columns=len(line),
            most=MOST_COLUMNS,
        )
    return [_number(field, number, column, mark) for column, field in enumerate(line, start=1)]


def _number(field: str, line: int, column: int, mark: str) -> float:
    written = field.strip().replace(",", ".") if mark == ";" else field.strip()  # a decimal comma
    if not _is_number(written):
        raise InputError(
            "line {line}, column {column} is {field!r}, which is not a number. Correct it.",
            line=line,
            column=column,
            field=field[:20],
        )
    return float(written)


def _is_number(field: str) -> bool:
    if len(field) > LONGEST_FIELD or not field.isascii() or "_" in field:
        return False
    try:
        return abs(float(field)) < 1e30
    except ValueError:
        return False
