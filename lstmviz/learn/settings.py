"""The settings of a training, a declaration each: name, default, limits, how the Train page asks for it.

`Recipe` and `Plan` take them as fields and check them; the Train page's view, its link and its controls are
derived from them. A new setting is one field here, and its use in `train`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import MISSING, dataclass, field, fields
from typing import Any

from lstmviz.errors import InputError
from lstmviz.languages import N_
from lstmviz.lazy_torch import torch
from lstmviz.limits import LONGEST_TRAINING_SEQUENCE

UNCLIPPED = 1e30  # a norm of the gradient that nothing reaches
OPTIMIZERS: dict[str, Callable[..., torch.optim.Optimizer]] = {
    "adam": lambda parameters, lr: torch.optim.Adam(parameters, lr),
    "sgd": lambda parameters, lr: torch.optim.SGD(parameters, lr, momentum=0.9),
    "rmsprop": lambda parameters, lr: torch.optim.RMSprop(parameters, lr),
}


@dataclass(frozen=True)
class Setting:
    """What is true of a setting wherever it stands."""

    label: str  # of its control; {own} stands for the task's length, {most} for the largest on the page
    limits: tuple[float, float] | None = None  # least and most of a number; both whole where it must be
    in_session: tuple[float, float] | None = None  # narrower ones, of a session that the page asks for
    choices: Mapping[str, str] | None = None  # word -> title, where it is one of several
    offered: tuple[float, ...] = ()  # numbers in a menu; else it is typed
    titles: Mapping[float, str] | None = None  # of numbers that are told in words
    step: int | None = None  # of the buttons beside a number that is typed
    width: int = 120  # px


def setting(default: Any, label: str, **others: Any) -> Any:
    """A field that is a setting; it must be given where its default is MISSING."""
    return field(default=default, metadata={"setting": Setting(label, **others)})


@dataclass(frozen=True)
class Start:
    """What each net of a session has for itself."""

    cell: str  # a key of nets.cells.CELLS
    hidden: int = setting(MISSING, N_("units"), limits=(1, 512), in_session=(1, 160))
    init: str = setting(MISSING, N_("init"))  # see inits.INITS
    learning_rate: float = setting(MISSING, N_("learning rate"), limits=(1e-6, 1.0))


@dataclass(frozen=True)
class Budget:
    """What the nets of a session share, so that none can get more than another."""

    batch: int = setting(  # sequences an update, B
        32,
        N_("batch"),
        limits=(1, 1024),
        in_session=(1, 256),
        offered=(8, 16, 32, 64, 128, 256),
        width=100,
    )
    steps: int = setting(  # updates
        500, N_("updates (to {most:,})"), limits=(1, 100_000), in_session=(1, 10_000), step=100, width=150
    )
    clip: float = setting(  # greatest norm of the gradient
        1.0,
        N_("clip gradients at"),
        limits=(1e-3, UNCLIPPED),
        offered=(0.1, 0.5, 1.0, 5.0, UNCLIPPED),
        titles={UNCLIPPED: N_("not clipped")},
        width=140,
    )
    optimizer: str = setting(
        "adam",
        N_("optimizer"),
        choices={"adam": "Adam", "sgd": N_("SGD, momentum 0.9"), "rmsprop": "RMSprop"},
        width=180,
    )
    length: int | None = setting(  # of the training sequences, T; None: the task's own
        None,
        N_("length ({own} if empty; to {most})"),
        limits=(1, LONGEST_TRAINING_SEQUENCE),
        in_session=(1, 300),
        width=190,
    )


@dataclass(frozen=True)
class Repeats:
    """From which seeds all nets of a session are trained."""

    seeds: int = setting(1, N_("seeds (to {most})"), limits=(1, 5))  # how many
    first_seed: int = setting(0, N_("first seed"), limits=(0, 9999))


def settings_of(kind: Any) -> dict[str, Setting]:
    """Name -> setting, of the fields of a class or an instance that are settings."""
    return {one.name: one.metadata["setting"] for one in fields(kind) if "setting" in one.metadata}


def check_settings(holder: Any, session: bool = False) -> None:
    """Raise InputError naming the first field that is out of its limits, those of a session if it is one."""
    for name, declared in settings_of(holder).items():
        value, limits = getattr(holder, name), declared.limits
        if declared.choices is not None and value not in tuple(declared.choices):  # a tuple takes lists too
            choices = ", ".join(declared.choices)
            raise InputError(
                "{name} is {value!r}. Choose one of: {choices}.", name=name, value=value, choices=choices
            )
        if limits and not (value is None and name == "length"):
            check_number(name, value, *(declared.in_session or limits if session else limits))


def check_number(name: str, value: object, least: float, most: float) -> None:
    """Raise InputError unless the value is a number in range; a whole one where `least` is whole."""
    kinds = int if isinstance(least, int) else (int, float)
    if not isinstance(value, kinds) or isinstance(value, bool) or not least <= value <= most:
        says = N_("{name} is {value!r}. Choose a number from {least:g} to {most:g}.")
        if isinstance(least, int):
            says = N_("{name} is {value!r}. Choose a whole number from {least:g} to {most:g}.")
        raise InputError(says, name=name, value=value, least=least, most=most)
