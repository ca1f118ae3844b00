"""trace(): a net over a corpus, stretch by stretch, so that memory is bounded and a stop loses little."""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor, as_completed
from dataclasses import dataclass
from hashlib import sha256
from itertools import groupby
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn

from lstmviz.corpus.stored import HEAD, Corpus, Plane, Shapes, load, opened, written_head
from lstmviz.errors import InputError
from lstmviz.internals.inputs import State, cell_of, checked, layer_names, state_width
from lstmviz.internals.trace import trace as trace_one
from lstmviz.nets.recurrent import Recurrent, directions
from lstmviz.storage.files import write_whole

STRETCH = 4096  # steps that are traced at once, of one document or of several: 25 MB at 128 units
SHARD = 100_000  # steps, about, that an executor is given at once: whole documents
PLAN = "plan.json"

Planes = dict[tuple[str, str], Plane]
Progress = Callable[[int, int], object]
"""Told how many steps are traced, and how many there are."""


def trace(
    module: nn.Module,
    documents: Any,
    folder: str | Path | None = None,
    *,
    embedding: Callable[[Tensor], Tensor] | None = None,
    tokens: Sequence[str] | Sequence[Sequence[str]] = (),
    executor: Executor | None = None,
    progress: Progress | None = None,
) -> Corpus:
    """Run a recurrent module over documents and keep every quantity of every unit at every step.

    Each document starts from zero states, as `module(x)` does; a long one is traced in stretches that hand
    the states on, so that what is kept is one run. Called again with the same folder it
    goes on where it stopped.

    Args:
        module: as `lstmviz.trace` takes it.
        documents: one (T, I) of numbers, or (T,) of ids for the embedding; or a list of such. Tensors or
            arrays; one that is mapped from the disk is read as it is traced.
        folder: where the corpus is written; None: it stays in memory.
        embedding: from ids (T,) to what the module reads, (T, I): an nn.Embedding, or any function.
        tokens: what each step read: of all documents in a row, (T,), or a list a document; of a string,
            every character.
        executor: of `concurrent.futures`, or Dask's or Ray's in that form. It gets whole documents, about
            SHARD steps at once; its workers write them into the folder, which all of them must see.
        progress: called with the steps done and the steps there are.

    Raises:
        InputError: module or documents cannot be used or do not fit each other; there are more or fewer
            tokens than steps; a document is too long for a module that reads both ways; the folder holds
            another corpus; an executor is given without a folder.
    """
    read = [documents] if hasattr(documents, "shape") else list(documents)
    _check(module, read, embedding, executor is not None and folder is None)
    lengths, shapes = tuple(map(len, read)), _shapes(module)  # type: ignore[arg-type]
    said, steps = _flat(tokens, lengths), sum(lengths)
    place = None if folder is None else Path(folder)
    cell, shards = cell_of(module).name, _shards(module, embedding, read, place, shapes)  # type: ignore[arg-type]
    if place is None:
        planes: Planes = {of: np.empty((units, steps), np.float16) for of, units in shapes.items()}
        _report(_in_turn(shards, planes), steps, progress)
        return Corpus(cell, lengths, planes, said)
    if not _is_whole(place, _name_of(module, embedding, read)):  # type: ignore[arg-type]
        if not (place / PLAN).exists():
            opened(place, shapes, "w+", steps)
            write_whole(place / PLAN, _name_of(module, embedding, read).encode())  # type: ignore[arg-type]
        _report(_by(executor, shards) if executor else _in_turn(shards), steps, progress)
        write_whole(place / HEAD, written_head(Corpus(cell, lengths, opened(place, shapes, "r"), said)))
    return load(place)


@dataclass(frozen=True)
class _Shard:
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
        for steps, stop, starts in _stretches(self.documents, done):
            run = trace_one(self.module, self.read(steps), None if starts else state)
            state = run.state
            for layer in run.layers:
                for name, values in layer.quantities.items():  # (T, B, H)
                    columns = values.detach().half().cpu().permute(2, 1, 0).flatten(1)
                    end = self.first + stop
                    planes[layer.name, name][:, end - columns.shape[1] : end] = columns.numpy()
            self._keep(stop, state)
            yield stop

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
        parts = state if isinstance(state, tuple) else (state,)
        draft = self.progress.with_suffix(".draft.npz")
        np.savez(draft, *(part.detach().cpu().numpy() for part in parts), done=done)
        draft.replace(self.progress)


def _stretches(documents: list[Any], done: int) -> Iterator[tuple[list[Any], int, bool]]:
    """What is traced at once, where it ends, and whether it starts anew; all that ends after `done` steps.

    Documents of one length side by side, or a stretch of a long one.
    """
    end = 0
    for length, alike in groupby(documents, key=len):
        together = list(alike)
        count = max(1, STRETCH // max(1, length))
        for at in range(0, len(together), count):
            batch = together[at : at + count]
            for start in range(0, length, STRETCH):
                steps = [document[start : start + STRETCH] for document in batch]
                end += sum(map(len, steps))
                if end > done:
                    yield steps, end, start == 0


def _shards(
    module: Recurrent,
    embedding: Callable[[Tensor], Tensor] | None,
    documents: list[Any],
    folder: Path | None,
    shapes: Shapes,
) -> list[_Shard]:
    """The documents in their order, about SHARD steps together."""
    groups: list[list[Any]] = [[]]
    for document in documents:
        if sum(map(len, groups[-1])) >= SHARD:
            groups.append([])
        groups[-1].append(document)
    firsts = np.cumsum([0, *(sum(map(len, group)) for group in groups)]).tolist()
    return [
        _Shard(module, embedding, group, first, shapes, folder)
        for group, first in zip(groups, firsts[:-1], strict=True)
    ]


def _in_turn(shards: list[_Shard], planes: Planes | None = None) -> Iterator[int]:
    for shard in shards:
        for done in shard.traced(planes):
            yield shard.first + done


def _whole(shard: _Shard) -> int:
    return list(shard.traced())[-1]


def _by(executor: Executor, shards: list[_Shard]) -> Iterator[int]:
    futures = [executor.submit(_whole, shard) for shard in shards]
    done = 0
    for future in as_completed(futures):
        done += future.result()
        yield done


def _report(steps: Iterator[int], of: int, progress: Progress | None) -> None:
    for done in steps:
        if progress:
            progress(done, of)


def _check(module: object, documents: list[Any], embedding: Any, nowhere: bool) -> None:
    """InputError where the first step of a document cannot be read, or nobody could see what is traced."""
    if nowhere:
        raise InputError("An executor's workers write into a folder that all of them see; give folder=.")
    if not documents or not all(map(len, documents)):
        raise InputError(
            "documents has none, or an empty one; each has a step or more. Leave the empty ones out."
        )
    shard = _Shard(module, embedding, documents, 0, {}, None)  # type: ignore[arg-type]
    for document in documents:
        checked(module, shard.read([document[:1]]), None)
    longest = max(map(len, documents))
    if directions(module) == 2 and longest > STRETCH:  # type: ignore[arg-type]
        raise InputError(
            f"A document has {longest} steps; a module that reads both ways takes {STRETCH} at most. "
            "Cut it into shorter ones."
        )


def _shapes(module: Recurrent) -> Shapes:
    return {
        (name.replace("_", " "), quantity): state_width(module, quantity)
        for _, name in layer_names(module)
        for quantity in cell_of(module).order
    }


def _flat(tokens: Sequence[str] | Sequence[Sequence[str]], lengths: tuple[int, ...]) -> Sequence[str]:
    """One token a step. Raises InputError where there are more or fewer."""
    is_flat = (
        isinstance(tokens, str) or not tokens or (isinstance(tokens[0], str) and len(tokens) == sum(lengths))
    )
    flat: Any = tokens if is_flat else [token for document in tokens for token in document]
    if flat and len(flat) != sum(lengths):
        raise InputError(f"tokens has {len(flat)} for {sum(lengths)} steps; give one a step, or none.")
    return flat  # type: ignore[no-any-return]


def _name_of(module: nn.Module, embedding: Any, documents: list[Any]) -> str:
    """What tells one corpus from another: the weights, and what was read."""
    found = sha256()
    for weights in (module, embedding):
        for weight in weights.state_dict().values() if isinstance(weights, nn.Module) else ():
            found.update(weight.detach().cpu().numpy().tobytes())
    for document in documents:
        found.update(np.asarray(document).tobytes())
    return found.hexdigest()


def _is_whole(folder: Path, name: str) -> bool:
    """Whether the corpus of this name stands there to its end. Raises InputError where another one does."""
    plan = folder / PLAN
    if plan.exists() and plan.read_text(encoding="utf-8") != name:
        raise InputError(f"{folder} holds the corpus of another net or text; give another folder.")
    folder.mkdir(parents=True, exist_ok=True)
    return (folder / HEAD).exists()
