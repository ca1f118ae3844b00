"""python -m lstmviz.real_nets.character_model RUNS: tune, train and score both nets, ship the median of each.

About an hour on one core. Stop it whenever you like: it goes on from the checkpoints in the folder RUNS.
"""

from argparse import ArgumentParser
from functools import partial
from pathlib import Path

import torch
from tqdm import tqdm

from lstmviz.real_nets.character_model.scores import SCORES
from lstmviz.real_nets.character_model.training import SETTINGS, TRAININGS, rows
from lstmviz.storage.stored import store


def main() -> None:
    """Parse the command line, and do it."""
    parser = ArgumentParser(prog="python -m lstmviz.real_nets.character_model", description=__doc__)
    parser.add_argument("runs", type=Path, help="folder of the checkpoints")
    torch.set_num_threads(1)
    with tqdm(total=TRAININGS, unit="training") as bar:
        store(SCORES, "character-model", SETTINGS, partial(rows, parser.parse_args().runs), bar.update)


if __name__ == "__main__":
    main()
