"""What the presets' trainings came to: stored, so that nobody has to train to see it."""

from collections.abc import Sequence
from concurrent.futures import Executor
from functools import partial
from itertools import product
from pathlib import Path
from tempfile import TemporaryDirectory

from lstmviz.app.train.presets import Preset
from lstmviz.claims.spread import with_range
from lstmviz.languages import Translatable
from lstmviz.languages import gettext as _
from lstmviz.learn.sessions.plan import Plan
from lstmviz.learn.sessions.session import Record, run
from lstmviz.storage.stored import Report, Stored, read_stored, store_cases

RESULTS = Path(__file__).parent / "results"


def renew(preset: Preset, report: Report, executor: Executor, folder: Path = RESULTS) -> Stored:
    """Train what the preset trains and store what every run came to; `report` is told of each."""
    path, plan = folder / f"{preset.name}.json", preset.plan
    runs = list(product((0, 1), plan.all_seeds))
    return store_cases(path, preset.name, plan.words(), runs, partial(_end, plan), report, executor)


def _end(plan: Plan, net_and_seed: tuple[int, int]) -> Record:
    """What a run tells at its end."""
    with TemporaryDirectory() as checkpoints:
        *_, end = run(plan, *net_and_seed, Path(checkpoints))
    return end


def result_of(preset: Preset, folder: Path = RESULTS) -> Stored:
    """What is stored of a preset. Raises InputError where that is nothing, damaged or of other settings."""
    command = f"python -m lstmviz.app.train --preset {preset.name}"
    way_out = Translatable("Make it again: {command}", command=command)
    return read_stored(folder / f"{preset.name}.json", _(preset.title), preset.plan.words(), way_out)


def in_words(plan: Plan, ends: Sequence[Record]) -> str:
    """What the runs of both nets came to, in a sentence each."""
    return " ".join(_in_words(plan, net, [end for end in ends if end["net"] == net]) for net in (0, 1))


def _in_words(plan: Plan, net: int, ends: Sequence[Record]) -> str:
    scores, seeds = with_range([end["test"]["sequences"] for end in ends], "{:.3f}".format), len(ends)
    says = _("{net}: {scores} of all sequences right over {seeds} seeds.")
    overflowed = [end["step"] for end in ends if end["diverged"]]
    if overflowed:
        says = _(
            "{net}: {scores} of all sequences right over {seeds} seeds; {overflowed} overflowed, after "
            "{first} to {last} updates."
        )
    when = {"first": min(overflowed, default=0), "last": max(overflowed, default=0)}
    return says.format(net=plan.title(net), scores=scores, seeds=seeds, overflowed=len(overflowed), **when)
