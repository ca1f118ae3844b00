"""Pairs of nets that a visitor trained and kept, each with how it was made: small, since a plan limits it."""

import json
import os
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

import torch
from safetensors.torch import save as to_safetensors

from lstmviz.errors import InputError
from lstmviz.languages import Translatable
from lstmviz.learn.saved_nets import store
from lstmviz.learn.saved_nets.net_file import read_net
from lstmviz.learn.saved_nets.store import LOST, stored
from lstmviz.learn.sessions.checkpoint_files import checkpoint_before, checkpoint_net
from lstmviz.learn.sessions.plan import Plan, plan_of
from lstmviz.learn.sessions.session import Record
from lstmviz.learn.tasks import TASKS
from lstmviz.nets.sequence import SequenceNet, parameter_count
from lstmviz.storage.files import read_bounded

FILES = ("net-0.safetensors", "net-1.safetensors")
CARD = "card.json"


@dataclass(frozen=True)
class KeptCard:
    """How two kept nets were made and what they are worth."""

    plan: Plan
    steps: tuple[int, int]  # updates each net had made
    parameters: tuple[int, int]
    results: tuple[Record, ...]  # of every net and seed at its end, as `session` told them
    torch: str
    date: str  # ISO


class Kept(NamedTuple):
    """Two kept nets, in eval mode and not learning any more, and their card."""

    nets: tuple[SequenceNet, SequenceNet]
    card: KeptCard


def keep(folder: Path, plan: Plan, step: int, results: Sequence[Record]) -> str:
    """Keep both nets of the first seed as they were at `step`; returns the name they are found by.

    folder: the training session's. Raises InputError where a checkpoint is missing or damaged, or
    where the disk takes no more.
    """
    steps = [checkpoint_before(folder, plan, net, step) for net in (0, 1)]
    nets = [checkpoint_net(folder, plan, net, steps[net]) for net in (0, 1)]
    files = {file: to_safetensors(net.state_dict()) for file, net in zip(FILES, nets, strict=True)}
    words = {
        "plan": plan.words(),
        "steps": steps,
        "parameters": [parameter_count(net) for net in nets],
        "results": list(results),
        "torch": torch.__version__,
    }
    card = json.dumps(words | {"date": date.today().isoformat()}, indent=1)
    content = b"".join([*files.values(), json.dumps(words, sort_keys=True).encode()])
    return store.store(files | {CARD: card.encode()}, content)


def load_kept(name: str) -> Kept:
    """The two nets kept under a name. Raises InputError where they are gone, damaged or never were."""
    place = stored(name)
    card = _read_card(place / CARD)
    task, recipes = TASKS[card.plan.task], card.plan.recipes
    left, right = (
        read_net(place / file, task, recipe, Translatable(LOST))
        for file, recipe in zip(FILES, recipes, strict=True)
    )
    os.utime(place)  # used
    return Kept((left, right), card)


def zipped(name: str) -> bytes:
    """Both nets and their card as one zip file. Raises InputError as load_kept."""
    load_kept(name)
    return store.zipped(name)


def _read_card(path: Path) -> KeptCard:
    try:
        return _card(**json.loads(read_bounded(path)))
    except OSError as error:
        raise InputError(
            "The card {path} cannot be read ({error}). {way_out}",
            path=path,
            error=error.strerror,
            way_out=Translatable(LOST),
        ) from error
    except (TypeError, KeyError, ValueError, RecursionError) as error:
        raise InputError(
            "The card {path} is damaged ({error}). {way_out}",
            path=path,
            error=error,
            way_out=Translatable(LOST),
        ) from error


def _card(
    plan: dict[str, Any], steps: list[int], parameters: list[int], results: list[Record], **fields: str
) -> KeptCard:
    return KeptCard(plan_of(plan), _pair(steps), _pair(parameters), tuple(results), **fields)


def _pair(numbers: list[int]) -> tuple[int, int]:
    left, right = numbers
    return left, right
