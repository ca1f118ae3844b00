"""The zoo: nets that have learned each task, shipped with their cards.

`python -m lstmviz.learn.zoo` makes them again from the recipes and seeds on the cards.
"""

from pathlib import Path
from typing import NamedTuple

import torch
from safetensors import SafetensorError
from safetensors.torch import load as parse_safetensors
from torch import Tensor

from lstmviz.errors import InputError
from lstmviz.learn.recipe import Recipe, blank
from lstmviz.learn.tasks import TASKS, Task
from lstmviz.learn.zoo.card import NET_NAMES, Card, read_bounded, read_card
from lstmviz.nets.sequence import SequenceNet

__all__ = ["NETS_FOLDER", "NET_NAMES", "Card", "ShippedNet", "load"]

NETS_FOLDER = Path(__file__).parent / "nets"


class ShippedNet(NamedTuple):
    """A trained net, in eval mode and not learning any more, and the card of its task."""

    net: SequenceNet
    card: Card


def load(task_name: str, net_name: str, folder: Path = NETS_FOLDER) -> ShippedNet:
    """The shipped net of a task: "lstm", "rnn-same-units" or "rnn-same-parameters".

    Raises InputError for unknown names, and for files that are missing, damaged, of other shapes
    than the card's recipe gives, or not finite.
    """
    if task_name not in TASKS:
        raise InputError(f"There is no task {task_name!r}. The tasks are: {', '.join(TASKS)}.")
    if net_name not in NET_NAMES:
        raise InputError(f"There is no shipped net {net_name!r}. The nets are: {', '.join(NET_NAMES)}.")
    card = read_card(folder / task_name / "card.json")
    path = folder / task_name / f"{net_name}.safetensors"
    return ShippedNet(_read_net(path, TASKS[task_name], card.nets[net_name].recipe), card)


def _read_net(path: Path, task: Task, recipe: Recipe) -> SequenceNet:
    way_out = f"Make it again: python -m lstmviz.learn.zoo --task {task.name}"
    net = blank(task, recipe)
    try:
        weights = parse_safetensors(read_bounded(path))
        _check_weights(weights, net.state_dict())
    except OSError as error:
        raise InputError(f"The net {path} cannot be read ({error.strerror}). {way_out}") from error
    except (SafetensorError, ValueError) as error:
        raise InputError(f"The net {path} is damaged ({error}). {way_out}") from error
    net.load_state_dict(weights)
    return net.eval().requires_grad_(False)


def _check_weights(weights: dict[str, Tensor], expected: dict[str, Tensor]) -> None:
    """Raise ValueError unless names, shapes and types agree and all is finite.

    PyTorch's recurrent layers do not check: on wrong shapes they read beyond their memory.
    """
    if weights.keys() != expected.keys():
        raise ValueError(f"it holds {sorted(weights)} and not {sorted(expected)}")
    for name, blank_weight in expected.items():
        if _kind(weights[name]) != _kind(blank_weight):
            raise ValueError(f"{name} is {_kind(weights[name])}, its recipe gives {_kind(blank_weight)}")
        if not torch.isfinite(weights[name]).all():
            raise ValueError(f"{name} is not finite")


def _kind(weight: Tensor) -> str:
    return f"{tuple(weight.shape)} {weight.dtype}"
