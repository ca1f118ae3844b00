"""python -m lstmviz.learn.zoo.reach: how far every seed of the nets of aⁿbⁿ gets, beside those shipped.

The nets are trained anew, with the recipes of the card. All of it takes two minutes on one core.
"""

from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from statistics import median

import torch
from tqdm import tqdm

from lstmviz.languages import Translatable
from lstmviz.learn.saved_nets.shipped import NETS_FOLDER
from lstmviz.learn.stacked_training import train_stack
from lstmviz.learn.tasks import TASKS
from lstmviz.learn.tasks.anbn import reach
from lstmviz.learn.zoo.card import FILE, read_card
from lstmviz.learn.zoo.contestants import CONTESTANTS
from lstmviz.learn.zoo.runs import SEEDS
from lstmviz.storage.stored import Row, Stored, read_stored, store

PATH = Path(__file__).parent / "nets" / "anbn" / "reach.json"
SETTINGS = {"seeds": len(SEEDS)}


def reaches() -> Iterator[Row]:
    """A row a net and seed; the seeds of a net are trained side by side."""
    card = read_card(NETS_FOLDER / "anbn" / FILE)
    for name, record in card.nets.items():
        trained = train_stack(TASKS["anbn"], [(record.recipe, seed) for seed in SEEDS])
        for seed, one in zip(SEEDS, trained, strict=True):
            yield {"net": name, "seed": seed, "reach": reach(one.net)}


def stored_reaches() -> Stored:
    """What is stored. Raises InputError where that is nothing, or damaged."""
    command = f"python -m {__name__}"
    return read_stored(PATH, "aⁿbⁿ", SETTINGS, Translatable("Make it again: {command}", command=command))


def in_words() -> str:
    """The median reach of each net's seeds, and the lowest and the highest."""
    told = []
    for name in CONTESTANTS:
        of = [row["reach"] for row in stored_reaches().rows if row["net"] == name]
        told.append(f"{CONTESTANTS[name].title} {median(of):g} ({min(of)} to {max(of)})")
    return "; ".join(told)


if __name__ == "__main__":
    torch.set_num_threads(1)
    with tqdm(total=len(CONTESTANTS) * len(SEEDS), unit="seed") as bar:
        store(PATH, "anbn", SETTINGS, lambda done: islice(reaches(), done, None), bar.update)
    print(in_words())
