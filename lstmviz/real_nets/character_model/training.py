"""The recipe: an LSTM of 128 units and a tanh RNN of as many parameters, tuned alike, three seeds each."""

import math
from collections.abc import Iterator
from dataclasses import asdict, replace
from itertools import islice
from pathlib import Path

import torch
from torch import Tensor
from torch.nn import functional

from lstmviz.learn.checkpoint import Checkpoint, from_bytes
from lstmviz.learn.recipe import Recipe, build, equal_hidden
from lstmviz.learn.training import train
from lstmviz.nets.sequence import SequenceNet, parameter_count
from lstmviz.real_nets.character_model.task import TASK, NextCharacter, codes
from lstmviz.real_nets.character_model.text import Part, modules
from lstmviz.storage.files import write_whole
from lstmviz.storage.stored import Row

SEEDS, TUNING_SEED = range(3), 100
TUNING_UPDATES, UPDATES = 2500, 5000
RATES = (0.001, 0.003, 0.01, 0.03)
INITS = {"lstm": ("default", "forget-bias-1"), "rnn": ("default", "orthogonal")}
SETTINGS = {"tuning updates": TUNING_UPDATES, "updates": UPDATES}
TRAININGS = sum(len(inits) * len(RATES) + len(SEEDS) for inits in INITS.values())


def rows(folder: Path, begun: int) -> Iterator[Row]:
    """Tune and train both nets, a row a training, but the first `begun`, which are there.

    Checkpoints lie in the folder, to go on from; where UPDATES has grown, trainings that had ended go on too.
    """
    return islice(_rows(folder), begun, None)


def _rows(folder: Path) -> Iterator[Row]:
    for cell in INITS:
        tuning = [row(folder, recipe, TUNING_SEED, "tuning") for recipe in tried(cell)]
        yield from tuning
        best = tried(cell)[min(range(len(tuning)), key=lambda k: tuning[k]["bits"])]
        for seed in SEEDS:
            yield row(folder, replace(best, steps=UPDATES), seed, "held-out")


def tried(cell: str) -> list[Recipe]:
    """The recipes of which the best is chosen: each init at each rate, all of as many parameters."""
    lstm = Recipe("lstm", NextCharacter.hidden, "default", RATES[0], steps=TUNING_UPDATES)
    hidden = lstm.hidden if cell == "lstm" else equal_hidden(TASK, lstm, cell)
    return [
        replace(lstm, cell=cell, hidden=hidden, init=init, learning_rate=rate)
        for init in INITS[cell]
        for rate in RATES
    ]


def row(folder: Path, recipe: Recipe, seed: int, part: Part) -> Row:
    """What a training comes to: bits per character of the part, over all of it and by module."""
    end = trained(folder, recipe, seed)
    bits = {name: module_bits(net_of(end, recipe), source) for name, source in modules(part).items()}
    lengths = {name: len(source) - 1 for name, source in modules(part).items()}
    mean = sum(bits[name] * lengths[name] for name in bits) / sum(lengths.values())
    return {
        **asdict(recipe),
        "parameters": parameter_count(net_of(end, recipe)),
        "seed": seed,
        "part": part,
        "bits": round(mean, 4),
        "by module": {name: round(number, 3) for name, number in bits.items()},
        "seconds": round(end.seconds),
    }


def trained(folder: Path, recipe: Recipe, seed: int) -> Checkpoint:
    """The end of a training, which goes on from its last checkpoint in the folder."""
    path = folder / f"{recipe.cell}-{recipe.init}-{recipe.learning_rate:g}-{seed}.safetensors"
    resume = from_bytes(path.read_bytes(), TASK, recipe) if path.exists() else None
    for progress in train(build(TASK, recipe, seed), TASK, recipe, seed, resume):
        if progress.checkpoint:
            resume = progress.checkpoint
            write_whole(path, resume.to_bytes())
    assert resume is not None  # a run ends with a checkpoint
    return resume


def net_of(checkpoint: Checkpoint, recipe: Recipe) -> SequenceNet:
    """The net as it was then, in eval mode."""
    net = build(TASK, recipe, seed=0)
    net.load_state_dict(checkpoint.weights)
    return net.eval().requires_grad_(False)


@torch.no_grad()
def module_bits(net: SequenceNet, source: str) -> float:
    """Bits per character of a text that is read from its beginning, its first character given."""
    text = codes(source)[:, None]  # (T, 1)
    logits: Tensor = net(TASK.one_hot(text[:-1]))
    return functional.cross_entropy(logits[:, 0], text[1:, 0]).item() / math.log(2)
