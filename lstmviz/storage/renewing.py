"""The command line that makes stored results again, all of them or one, with a progress bar."""

from argparse import ArgumentParser, RawDescriptionHelpFormatter
from collections.abc import Callable, Mapping
from concurrent.futures import Executor
from functools import partial
from typing import NamedTuple, NoReturn

import torch
from tqdm import tqdm

from lstmviz.engines import add_engine_option, engine
from lstmviz.storage.stored import Report, Stored

BAR = "{percentage:3.0f}%|{bar}| {elapsed} passed, {remaining} left, {postfix}"


class Renewal(NamedTuple):
    """One result to make again."""

    rows: int  # that it will have
    renew: Callable[[Report, Executor], Stored]
    seconds: float  # that it took when it was made last


def renew_by_command(module: str, about: str, option: str, renewals: Mapping[str, Renewal]) -> None:
    """Parse the command line of `python -m module [--option NAME] [--engine ENGINE]`, and renew.

    The bar goes by what each result took last, so that the time left is right where they differ.
    """
    parser = ArgumentParser(
        prog=f"python -m {module}",
        description=about,
        epilog=_times(renewals),
        formatter_class=RawDescriptionHelpFormatter,
    )
    parser.add_argument(f"--{option}", choices=renewals, help="only this one", dest="only")
    add_engine_option(parser)
    arguments = parser.parse_args()
    chosen = {arguments.only: renewals[arguments.only]} if arguments.only else renewals
    torch.set_num_threads(1)
    total = sum(renewal.seconds for renewal in chosen.values())
    with engine(arguments.engine) as executor, tqdm(total=total, bar_format=BAR) as bar:
        for name, renewal in chosen.items():
            bar.set_postfix_str(name)
            renewal.renew(partial(_advance, bar, renewal), executor)


def _advance(bar: "tqdm[NoReturn]", renewal: Renewal, rows: int) -> None:
    bar.update(renewal.seconds * rows / renewal.rows)


def _times(renewals: Mapping[str, Renewal]) -> str:
    """How long each takes."""
    times = [f"  {name}: {renewal.seconds / 60:.1f}" for name, renewal in renewals.items()]
    total = sum(renewal.seconds for renewal in renewals.values()) / 3600
    return "\n".join(["minutes that each took when it was stored:", *times, f"all: {total:.1f} hours"])
