"""The command line that makes stored results again, all of them or one, with a progress bar."""

from argparse import ArgumentParser
from collections.abc import Callable, Mapping
from typing import NamedTuple

import torch
from tqdm import tqdm

from lstmviz.storage.stored import Report, Stored


class Renewal(NamedTuple):
    """One result to make again."""

    rows: int  # that it will have
    renew: Callable[[Report], Stored]


def renew_by_command(module: str, about: str, option: str, renewals: Mapping[str, Renewal]) -> None:
    """Parse the command line of `python -m module [--option NAME]`, and renew."""
    parser = ArgumentParser(prog=f"python -m {module}", description=about)
    parser.add_argument(f"--{option}", choices=renewals, help="only this one", dest="only")
    only = parser.parse_args().only
    chosen = {only: renewals[only]} if only else renewals
    torch.set_num_threads(1)
    with tqdm(total=sum(renewal.rows for renewal in chosen.values()), unit="row") as bar:
        for name, renewal in chosen.items():
            bar.set_postfix_str(name)
            renewal.renew(bar.update)
