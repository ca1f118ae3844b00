"""python -m lstmviz.app.train: run the presets of the Train page again and store what they come to."""

from argparse import ArgumentParser
from functools import partial

import torch

from lstmviz.app.train.presets import PRESETS
from lstmviz.app.train.results import renew
from lstmviz.learn.bar import Bar


def main() -> None:
    """Parse the command line and train."""
    names = {preset.name: preset for preset in PRESETS}
    parser = ArgumentParser(prog="python -m lstmviz.app.train", description=__doc__)
    parser.add_argument("--preset", choices=names, help="only this one")
    only = parser.parse_args().preset
    presets = [names[only]] if only else list(names.values())
    bar = Bar(sum(2 * preset.plan.seeds for preset in presets))
    torch.set_num_threads(1)
    for preset in presets:
        renew(preset, partial(bar.advance, preset.title))
    print()


if __name__ == "__main__":
    main()
