"""trace(): a net over a corpus, in memory, or into a folder, where it goes on if it was stopped."""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor
from hashlib import sha256
from pathlib import Path
from typing import Any

import numpy as np
from torch import Tensor, nn

from lstmviz.corpus import shards
from lstmviz.corpus.stored import HEAD, Corpus, Shapes, load, opened, written_head
from lstmviz.errors import InputError
from lstmviz.internals.inputs import checked
from lstmviz.internals.modules import cell_of, layer_names, state_width
from lstmviz.nets.recurrent import Recurrent, directions
from lstmviz.storage.files import write_whole

PLAN = "plan.json"

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
            arrays; one that is mapped from the disk is read as it is traced, and so is anything that has a
            length and gives such for a slice.
        folder: where the corpus is written; None: it stays in memory.
        embedding: from ids (T,) to what the module reads, (T, I): an nn.Embedding, or any function.
        tokens: what each step read: of all documents in a row, (T,), or a list a document; of a string,
            every character.
        executor: of `concurrent.futures`, or Dask's or Ray's in that form. It gets whole documents, about
            100,000 steps at once; its workers write them into the folder, which all of them must see.
        progress: called with the steps done and the steps there are.

    Raises:
        InputError: module or documents cannot be used or do not fit each other; there are more or fewer
            tokens than steps; a document is too long for a module that reads both ways; the folder holds
            another corpus; an executor is given without a folder.
    """
    read = [documents] if hasattr(documents, "shape") else list(documents)
    _check(module, read, embedding, executor is not None and folder is None)
    lengths, shapes = tuple(map(len, read)), shapes_of(module)  # type: ignore[arg-type]
    said, steps = _flat(tokens, lengths), sum(lengths)
    place = None if folder is None else Path(folder)
    cell, parts = cell_of(module).name, shards.shards_of(module, embedding, read, place, shapes)  # type: ignore[arg-type]
    if place is None:
        planes: shards.Planes = {of: np.empty((units, steps), np.float16) for of, units in shapes.items()}
        _report(shards.in_turn(parts, planes), steps, progress)
        return Corpus(cell, lengths, planes, said)
    if not _is_whole(place, _name_of(module, embedding, read)):  # type: ignore[arg-type]
        if not (place / PLAN).exists():
            opened(place, shapes, "w+", steps)
            write_whole(place / PLAN, _name_of(module, embedding, read).encode())  # type: ignore[arg-type]
        _report(shards.by(executor, parts) if executor else shards.in_turn(parts), steps, progress)
        write_whole(place / HEAD, written_head(Corpus(cell, lengths, opened(place, shapes, "r"), said)))
    return load(place)


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
    shard = shards.Shard(module, embedding, documents, 0, {}, None)  # type: ignore[arg-type]
    for document in documents:
        checked(module, shard.read([document[:1]]), None)
    longest, most = max(map(len, documents)), shards.LONGEST_BOTH_WAYS
    if directions(module) == 2 and longest > most:  # type: ignore[arg-type]
        raise InputError(
            "A document has {longest} steps; a module that reads both ways takes {most} at "
            "most. Cut it into shorter ones.",
            longest=longest,
            most=most,
        )


def shapes_of(module: Recurrent) -> Shapes:
    """The rows that a corpus of this module has."""
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
        raise InputError(
            "tokens has {count} for {steps} steps; give one a step, or none.",
            count=len(flat),
            steps=sum(lengths),
        )
    return flat  # type: ignore[no-any-return]


def _name_of(module: nn.Module, embedding: Any, documents: list[Any]) -> str:
    """What tells one corpus from another: the weights, and what was read."""
    found = sha256()
    for weights in (module, embedding):
        for weight in weights.state_dict().values() if isinstance(weights, nn.Module) else ():
            found.update(weight.detach().cpu().numpy().tobytes())
    for document in documents:
        found.update(np.asarray(document[:]).tobytes())
    return found.hexdigest()


def _is_whole(folder: Path, name: str) -> bool:
    """Whether the corpus of this name stands there to its end. Raises InputError where another one does."""
    plan = folder / PLAN
    if plan.exists() and plan.read_text(encoding="utf-8") != name:
        raise InputError(
            "{folder} holds the corpus of another net or text; give another folder.", folder=folder
        )
    folder.mkdir(parents=True, exist_ok=True)
    return (folder / HEAD).exists()
