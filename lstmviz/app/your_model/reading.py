"""What is done with a visitor's file, in a process of its own: see what is in it, and take a layer out of it.

What a file is refused for is a result like any other, so that the process is there for the next one.
"""

import os
import re
from collections.abc import Callable, Iterator, Mapping
from math import prod
from pathlib import Path
from typing import Any

from lstmviz.app.jobs.privileges import let_be_quick, let_pages_go_first, memory_within
from lstmviz.app.your_model.numbers import read_numbers
from lstmviz.errors import InputError
from lstmviz.formats import layer, layers_in, tensors_in
from lstmviz.formats.safetensors_file import metadata
from lstmviz.formats.stored_layer import PYTORCH, StoredLayer
from lstmviz.formats.stored_tensor import checked
from lstmviz.languages import gettext as _
from lstmviz.languages import speak
from lstmviz.nets.recurrent import directions, output_width

MOST_MEGABYTES = 256  # of memory that a file may take, beside what the process has
LARGEST_PICKED = 2**24  # bytes of a layer, and of each table beside it, in float32
MOST_HIDDEN = 512
MOST_LISTED = 50  # layers, and matrices, of a file
MODEL = "model.safetensors"
ALPHABET = ("alphabet", "vocabulary", "vocab", "characters", "chars")  # under which a file may note it
RECURRENT = re.compile(r"_(ih|hh|hr)(_|$)|recurrent_kernel|_cell\b|/cell/")  # weights of a layer itself

Settings = Mapping[str, Any]
Found = dict[str, Any]


def _result(read: Callable[[Settings, Path], Found]) -> Callable[[Settings, Path], Iterator[Found]]:
    """The work as a job: one record, with what was found or why the file is refused."""

    def work(settings: Settings, folder: Path) -> Iterator[Found]:
        speak(settings["language"])
        let_be_quick(os.getpid())  # somebody waits for it
        try:
            with memory_within(MOST_MEGABYTES):
                found = read(settings, folder)
        except InputError as error:
            found = {"refused": str(error)}
        except MemoryError:
            problem = _("reading the file takes more than {most} MB of memory, the limit.")
            found = {"refused": problem.format(most=MOST_MEGABYTES)}
        finally:
            let_pages_go_first()
        yield {"share": 1.0, **found}

    return work


def listed(settings: Settings, folder: Path) -> Found:
    """What the file at settings["path"] holds: recurrent layers, and matrices and vectors beside them."""
    path = settings["path"]
    layers, tensors = layers_in(path), tensors_in(path)
    if not layers:
        raise InputError("it holds no weights of an LSTM, GRU or RNN that lstmviz knows by name or node.")
    noted = metadata(Path(path))
    beside = {name: stored.shape for name, stored in tensors.items() if not RECURRENT.search(name)}
    small = [(name, list(shape)) for name, shape in beside.items() if len(shape) < 3 and _fits(shape)]
    return {
        "layers": [_described(one) for one in layers[:MOST_LISTED]],
        "tables": dict(small[: 4 * MOST_LISTED]),
        "alphabet": next((noted[name] for name in ALPHABET if name in noted), ""),
    }


def taken(settings: Settings, folder: Path) -> Found:
    """Write the layer that was picked to the folder, with embedding and readout where there are such."""
    from safetensors.torch import save_file

    path, name = settings["path"], settings["layer"]
    (picked,) = (one for one in layers_in(path) if one.name == name)
    _check_size(picked)
    module = layer(path, name, **settings["stated"])
    tensors = {f"recurrent.{part}": value for part, value in module.state_dict().items()}
    beside = tensors_in(path)
    for part in ("embedding.weight", "readout.weight", "readout.bias"):
        if chosen := settings["tables"].get(part):
            tensors[part] = checked(chosen, beside[chosen]).float()
    if settings["turned"]:  # a table with a column for each answer
        tensors["readout.weight"] = tensors["readout.weight"].T
    save_file({part: value.float().contiguous() for part, value in tensors.items()}, folder / MODEL)
    return {"parts": sorted(tensors)}


def _described(one: StoredLayer) -> Found:
    if one.problem:
        return {"name": one.name, "kind": one.kind, "problem": one.problem}
    unsaid = [setting for setting in PYTORCH[one.kind] if one.settings.get(setting) is None]
    return {
        "name": one.name,
        "kind": one.kind,
        "input": one.input_size,
        "hidden": one.hidden_size,
        "width": output_width(one),
        "layers": one.num_layers,
        "directions": directions(one),
        "note": one.note,
        "problem": _too_large(one),
        "settings": {setting: one.settings.get(setting) for setting in PYTORCH[one.kind]},
        "unsaid": {setting: list(PYTORCH[one.kind][setting]) for setting in unsaid},
    }


def _too_large(one: StoredLayer) -> str:
    """Why the page does not show the layer; empty where it does."""
    size = sum(4 * prod(stored.shape) for stored in one.weights.values())
    if size > LARGEST_PICKED:
        problem = _("it takes {size:.0f} MB; the limit is {most} MB")
        return problem.format(size=size / 2**20, most=LARGEST_PICKED // 2**20)
    if one.hidden_size > MOST_HIDDEN:
        problem = _("it has {units:,} units; the limit is {most}")
        return problem.format(units=one.hidden_size, most=MOST_HIDDEN)
    return ""


def _check_size(one: StoredLayer) -> None:
    if why := one.problem or _too_large(one):
        raise InputError("{layer!r} cannot be shown: {problem}.", layer=one.name, problem=why)


def _fits(shape: tuple[int, ...]) -> bool:
    return 0 < 4 * prod(shape) <= LARGEST_PICKED


READING = {"list": _result(listed), "take": _result(taken), "numbers": _result(read_numbers)}
