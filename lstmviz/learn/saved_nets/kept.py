"""Nets that a visitor trained and kept: named by their content, so that a link finds them again.

They lie in the folder LSTMVIZ_KEPT, by default ~/.local/share/lstmviz/kept: at most MOST_KEPT pairs,
each of them small, since a plan limits its nets. The pair that nobody opened for longest goes first.
"""

import io
import json
import os
import re
import shutil
import tempfile
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple

import torch
from safetensors.torch import save as to_safetensors

from lstmviz.errors import InputError
from lstmviz.languages import N_
from lstmviz.languages import gettext as _
from lstmviz.learn.saved_nets.net_file import read_net
from lstmviz.learn.sessions.checkpoint_files import checkpoint_before, checkpoint_net
from lstmviz.learn.sessions.plan import Plan, plan_of
from lstmviz.learn.sessions.session import Record
from lstmviz.learn.tasks import TASKS
from lstmviz.nets.sequence import SequenceNet, parameter_count
from lstmviz.storage.files import read_bounded, write_whole

MOST_KEPT = 200
FILES = ("net-0.safetensors", "net-1.safetensors")
CARD = "card.json"
LOST = N_("The folder of kept nets is bounded, and the least used go first. Train them again.")


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


def kept_folder() -> Path:
    """Where kept nets lie."""
    default = Path.home() / ".local" / "share" / "lstmviz" / "kept"
    return Path(os.environ.get("LSTMVIZ_KEPT") or default)


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
    name = sha256(b"".join([*files.values(), json.dumps(words, sort_keys=True).encode()])).hexdigest()[:16]
    card = json.dumps(words | {"date": date.today().isoformat()}, indent=1)
    try:
        _store(kept_folder() / name, files | {CARD: card.encode()})
        _make_room(kept_folder())
    except OSError as error:
        problem = _("The nets cannot be kept here ({error}). Download them instead.")
        raise InputError(problem.format(error=error.strerror)) from error
    return name


def _store(place: Path, files: dict[str, bytes]) -> None:
    """Write all files, then move their folder into its place; the same nets may lie there already."""
    place.parent.mkdir(parents=True, exist_ok=True)
    draft = Path(tempfile.mkdtemp(prefix=".", dir=place.parent))
    try:
        for name, data in files.items():
            write_whole(draft / name, data)
        if not place.exists():
            draft.replace(place)
    finally:
        shutil.rmtree(draft, ignore_errors=True)


def _make_room(root: Path) -> None:
    pairs = sorted(root.glob("[0-9a-f]*"), key=lambda pair: pair.stat().st_mtime)
    for pair in pairs[:-MOST_KEPT]:
        shutil.rmtree(pair, ignore_errors=True)


def load_kept(name: str) -> Kept:
    """The two nets kept under a name. Raises InputError where they are gone, damaged or never were."""
    place = _place(name)
    card = _read_card(place / CARD)
    task, recipes = TASKS[card.plan.task], card.plan.recipes
    left, right = (
        read_net(place / file, task, recipe, _(LOST)) for file, recipe in zip(FILES, recipes, strict=True)
    )
    os.utime(place)  # used
    return Kept((left, right), card)


def zipped(name: str) -> bytes:
    """Both nets and their card as one zip file. Raises InputError as load_kept."""
    load_kept(name)
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for file in (*FILES, CARD):
            archive.writestr(zipfile.ZipInfo(file), read_bounded(_place(name) / file))
    return buffer.getvalue()


def _place(name: str) -> Path:
    if not re.fullmatch("[0-9a-f]{16}", name):
        problem = _("{name} names no kept nets: a name has 16 digits from 0 to f.")
        raise InputError(problem.format(name=repr(name[:20])))
    place = kept_folder() / name
    if not place.is_dir():
        raise InputError(_("There are no kept nets {name}. {way_out}").format(name=name, way_out=_(LOST)))
    return place


def _read_card(path: Path) -> KeptCard:
    try:
        return _card(**json.loads(read_bounded(path)))
    except OSError as error:
        problem = _("The card {path} cannot be read ({error}). {way_out}")
        raise InputError(problem.format(path=path, error=error.strerror, way_out=_(LOST))) from error
    except (TypeError, KeyError, ValueError, RecursionError) as error:
        problem = _("The card {path} is damaged ({error}). {way_out}")
        raise InputError(problem.format(path=path, error=error, way_out=_(LOST))) from error


def _card(
    plan: dict[str, Any], steps: list[int], parameters: list[int], results: list[Record], **fields: str
) -> KeptCard:
    return KeptCard(plan_of(plan), _pair(steps), _pair(parameters), tuple(results), **fields)


def _pair(numbers: list[int]) -> tuple[int, int]:
    left, right = numbers
    return left, right
