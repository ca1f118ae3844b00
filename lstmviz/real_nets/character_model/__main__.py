"""python -m lstmviz.real_nets.character_model RUNS: tune, train and score both nets, ship the median of each.

Over an hour on one core. Stop it whenever you like: it goes on from the checkpoints in the folder RUNS.
"""

import shutil
import sysconfig
from argparse import ArgumentParser
from functools import partial
from pathlib import Path

import torch
from safetensors.torch import save
from tqdm import tqdm

from lstmviz.real_nets.character_model import NET
from lstmviz.real_nets.character_model.model import recipe_of, weights_of
from lstmviz.real_nets.character_model.scores import SCORES, shipped
from lstmviz.real_nets.character_model.training import INITS, SETTINGS, TRAININGS, rows, trained
from lstmviz.storage.files import write_whole
from lstmviz.storage.stored import store


def main() -> None:
    """Parse the command line, and do it."""
    parser = ArgumentParser(prog="python -m lstmviz.real_nets.character_model", description=__doc__)
    parser.add_argument("runs", type=Path, help="folder of the checkpoints")
    runs = parser.parse_args().runs
    torch.set_num_threads(1)
    with tqdm(total=TRAININGS, unit="training") as bar:
        store(SCORES, "character-model", SETTINGS, partial(rows, runs), bar.update)
    for cell in INITS:
        row = shipped(cell)
        write_whole(weights_of(cell), save(trained(runs, recipe_of(row), row["seed"]).weights))
    licence = Path(sysconfig.get_path("stdlib")) / "LICENSE.txt"  # of the text
    shutil.copyfile(licence, NET.folder / "LICENSE")


if __name__ == "__main__":
    main()
