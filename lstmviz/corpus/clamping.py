"""Cause beside correlation: a row is held where something is so, and the predictions tell what follows."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from lstmviz.corpus.stored import Row
from lstmviz.internals.edits import Edit
from lstmviz.internals.inputs import parts
from lstmviz.internals.modules import layer_names
from lstmviz.internals.trace import trace
from lstmviz.nets.recurrent import Recurrent, directions


@dataclass(frozen=True)
class Effect:
    """What holding a row does to the predictions at the steps where it is held."""

    value: float  # that it is held at
    steps: int  # where it is held
    moved: float  # mean over these steps: half the sum of |Δ| over probabilities, 0…1; of a number its |Δ|
    changed: float  # share of these steps whose likeliest answer is another; NaN of a number


@torch.no_grad()
def clamped(
    module: Recurrent,
    predict: Callable[[Tensor], Tensor],
    documents: Sequence[Tensor],
    held: Sequence[NDArray[np.bool_]],
    rows: Mapping[Row, float],
) -> dict[Row, Effect]:
    """Run documents again with a row held at a value at some steps, and compare what is predicted there.

    Each row is held alone; all of them are run side by side, beside the document as it is.

    Args:
        module: as `lstmviz.trace` takes it.
        predict: from what the module gives at some steps, (S, B, .), to probabilities (S, B, K), or to a
            number (S, B, 1).
        documents: what the module reads, (T, I) each.
        held: (T,) of each document, True where the row is held. A document where it never is tells nothing.
        rows: each with the value it is held at, as "what it is on average where the thing is not so".

    Raises:
        InputError: module, documents and rows do not fit each other.
    """
    moved, changed = [torch.zeros(0, len(rows))], [torch.zeros(0, len(rows))]
    for document, at in zip(documents, held, strict=True):
        if at.any():
            predicted = predict(_run(module, document, at.nonzero()[0].tolist(), rows))
            plain, after = predicted[:, :1], predicted[:, 1:]  # (S, ., K)
            apart, of_number = (after - plain).abs().sum(-1), plain.shape[-1] == 1
            moved.append(apart if of_number else apart / 2)
            turned = (after.argmax(-1) != plain.argmax(-1)).float()
            changed.append(torch.full_like(turned, torch.nan) if of_number else turned)
    steps = sum(map(len, moved))
    means = zip(*(torch.cat(one).sum(0).div(max(1, steps)).tolist() for one in (moved, changed)), strict=True)
    return {row: Effect(value, steps, *mean) for (row, value), mean in zip(rows.items(), means, strict=True)}


def _run(module: Recurrent, document: Tensor, steps: list[int], rows: Mapping[Row, float]) -> Tensor:
    """What the module gives at some steps, as it is and with each row held at them: (S, 1 + rows, .).

    Only the stretch in which they lie is run with all rows; a module that reads both ways needs the whole.
    """
    first, stop = (0, len(document)) if directions(module) == 2 else (steps[0], steps[-1] + 1)
    many, begin = 1 + len(rows), None
    if first:
        state = trace(module, document[:first]).state
        states = tuple(part[:, None].expand(-1, many, -1) for part in parts(state))  # (layers, B, .) each
        begin = states if len(states) > 1 else states[0]
    read = document[first:stop].expand(many, -1, -1)  # (B, T, I)
    layers = [name.replace("_", " ") for _, name in layer_names(module)]
    places = [step - first for step in steps]
    edits = [
        Edit(
            row.quantity, value, layer=layers.index(row.layer), units=[row.unit], steps=places, rows=[number]
        )
        for number, (row, value) in enumerate(rows.items(), start=1)
    ]
    run = trace(module, read if module.batch_first else read.transpose(0, 1), begin, edits)
    output: Any = run.output
    given: Tensor = output.transpose(0, 1) if module.batch_first else output
    return given[places]
