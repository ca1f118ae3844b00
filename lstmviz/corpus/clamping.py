"""Cause beside correlation: a row is held where something is so, and the predictions tell what follows."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from lstmviz.corpus.stored import Row
from lstmviz.internals.edits import Edit
from lstmviz.internals.trace import trace


@dataclass(frozen=True)
class Effect:
    """What holding a row does to the predictions at the steps where it is held."""

    value: float  # that it is held at
    steps: int  # where it is held
    moved: (
        float  # mean over these steps: half the sum of |Δ| over the probabilities, 0…1; of a number its |Δ|
    )
    changed: float  # share of these steps whose likeliest answer is another; NaN of a number


@torch.no_grad()
def clamped(
    module: nn.Module,
    predict: Callable[[Tensor], Tensor],
    documents: Sequence[Tensor],
    held: Sequence[NDArray[np.bool_]],
    row: Row,
    value: float,
) -> Effect:
    """Run documents again with a row held at a value at some steps, and compare what is predicted there.

    Args:
        module: as `lstmviz.trace` takes it.
        predict: from what the module gives, (T, B, .), to probabilities (T, B, K), or to a number (T, B, 1).
        documents: what the module reads, (T, I) each.
        held: (T,) of each document, True where the row is held. A document where it never is tells nothing.
        value: as "what it is on average where the thing is not so".

    Raises:
        InputError: module and documents do not fit each other.
    """
    there = [(one, at) for one, at in zip(documents, held, strict=True) if at.any()]
    moved, changed = [], []
    for _, alike in groupby(there, key=lambda pair: len(pair[0])):
        batch, at = zip(*alike, strict=True)
        read = torch.stack(batch, dim=0 if module.batch_first else 1)  # type: ignore[arg-type]
        plain = trace(module, read)
        names = [layer.name for layer in plain.layers]
        edited = trace(module, read, edits=_edits(row, value, names.index(row.layer), at))
        before, after = (predict(_time_first(module, run.output)) for run in (plain, edited))  # (T, B, K)
        where = torch.from_numpy(np.stack(at, axis=-1))  # (T, B)
        apart = (after - before).abs().sum(-1)[where]
        moved.append(apart / 2 if before.shape[-1] > 1 else apart)
        changed.append((after.argmax(-1) != before.argmax(-1))[where].float())
    if not moved:
        return Effect(value, 0, 0.0, 0.0)
    steps = torch.cat(moved)
    share = torch.cat(changed).mean().item() if before.shape[-1] > 1 else float("nan")
    return Effect(value, len(steps), steps.mean().item(), share)


def _time_first(module: nn.Module, output: Any) -> Tensor:
    given: Tensor = output.transpose(0, 1) if module.batch_first else output
    return given


def _edits(row: Row, value: float, layer: int, held: Sequence[Any]) -> list[Edit]:
    return [
        Edit(
            row.quantity, value, layer=layer, units=[row.unit], steps=at.nonzero()[0].tolist(), rows=[number]
        )
        for number, at in enumerate(held)
    ]
