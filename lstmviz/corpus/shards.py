"""Shards of a corpus: documents that one worker traces, stretch by stretch, so that a stop loses little."""

from collections.abc import Callable, Iterator
from concurrent.futures import Executor, as_completed
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor

from lstmviz.corpus.stored import Plane, Shapes, opened
from lstmviz.internals.inputs import State, parts
from lstmviz.internals.trace import trace as trace_one
from lstmviz.nets.recurrent import Recurrent, directions

STRETCH = 2048  # steps that are traced at once, of one document or of several: the fastest, by cache
LONGEST_BOTH_WAYS = 4096  # steps of a document that is read from its end as well, and so at once
SHARD = 100_000  # steps, about, that an executor is given at once: whole documents

Planes = dict[tuple[str, str], Plane]


@dataclass(frozen=True)
class Shard:
    """Documents that one worker traces, and where they stand in the corpus."""

    module: Recurrent
    embedding: Callable[[Tensor], Tensor] | None
    documents: list[Any]
    first: int  # step of the corpus
    shapes: Shapes
    folder: Path | None

    @property
    def progress(self) -> Path:
        """The file that says how far it is, with the states to go on from."""
        assert self.folder is not None
        return self.folder / f"shard-{self.first}.npz"

    def traced(self, planes: Planes | None = None) -> Iterator[int]:
        """The steps done, again and again; those that were done before a stop at first."""
        planes = planes or opened(self.folder, self.shapes, "r+")  # type: ignore[arg-type]
        done, state = self._before()
        yield done
        total = sum(map(len, self.documents))
        stretch = STRETCH if directions(self.module) == 1 else LONGEST_BOTH_WAYS
        for steps, stop, starts in _stretches(self.documents, done, stretch):
            run = trace_one(self.module, self.read(steps), None if starts else state)
            state = run.state
            for layer in run.layers:
                for name, values in layer.quantities.items():  # (T, B, H)
                    columns = values.detach().half().cpu().permute(2, 1, 0).flatten(1)
                    end = self.first + stop
                    planes[layer.name, name][:, end - columns.shape[1] : end] = columns.numpy()
            if stop - done >= STRETCH or stop == total:  # after every short document it would take longer
                done = stop
                self._keep(done, state)
                yield done

    def read(self, steps: list[Any]) -> Tensor:
        """What the module reads: (T, I) of one document, (T, B, I) of several, as it wants its batch."""
        numbers = [one if isinstance(one, Tensor) else torch.from_numpy(np.array(one)) for one in steps]
        read = [self.embedding(one) for one in numbers] if self.embedding else numbers
        if len(read) == 1:
            return read[0].detach()
        return torch.stack(read, dim=0 if self.module.batch_first else 1).detach()

    def _before(self) -> tuple[int, State | None]:
        if self.folder is None or not self.progress.exists():
            return 0, None
        with np.load(self.progress) as kept:
            parts = tuple(torch.from_numpy(kept[name]) for name in kept.files if name != "done")
            return int(kept["done"]), parts if len(parts) > 1 else parts[0]

    def _keep(self, done: int, state: State) -> None:
        if self.folder is None:
            return
        draft = self.progress.with_suffix(".draft.npz")
        np.savez(draft, *(part.detach().cpu().numpy() for part in parts(state)), done=done)
        draft.replace(self.progress)


def _stretches(documents: list[Any], done: int, stretch: int) -> Iterator[tuple[list[Any], int, bool]]:
    """What is traced at once, where it ends, and whether it starts anew; all that ends after `done` steps.

    Documents of one length side by side, or a stretch of a long one.
    """
    end = 0
    for length, alike in groupby(documents, key=len):
        together = list(alike)
        count = max(1, stretch // max(1, length))
        for at in range(0, len(together), count):
            batch = together[at : at + count]
            for start in range(0, length, stretch):
                steps = [document[start : start + stretch] for document in batch]
                end += sum(min(stretch, length - start) for _document in batch)
                if end > done:
                    yield steps, end, start == 0


def shards_of(
    module: Recurrent,
    embedding: Callable[[Tensor], Tensor] | None,
    documents: list[Any],
    folder: Path | None,
    shapes: Shapes,
) -> list[Shard]:
    """The documents in their order, about SHARD steps together."""
    groups: list[list[Any]] = [[]]
    steps = 0  # of the last group
    for document in documents:
        if steps >= SHARD:
            groups.append([])
            steps = 0
        groups[-1].append(document)
        steps += len(document)
    firsts = np.cumsum([0, *(sum(map(len, group)) for group in groups)]).tolist()
    return [
        Shard(module, embedding, group, first, shapes, folder)
        for group, first in zip(groups, firsts[:-1], strict=True)
    ]


def in_turn(shards: list[Shard], planes: Planes | None = None) -> Iterator[int]:
    """The steps of the corpus done, one shard after the other; into these planes, or the folder's."""
    for shard in shards:
        for done in shard.traced(planes):
            yield shard.first + done


def by(executor: Executor, shards: list[Shard]) -> Iterator[int]:
    """The steps of the corpus done, in whichever order the shards come back."""
    futures = [executor.submit(_whole, shard) for shard in shards]
    done = 0
    for future in as_completed(futures):
        done += future.result()
        yield done


def _whole(shard: Shard) -> int:
    return list(shard.traced())[-1]
