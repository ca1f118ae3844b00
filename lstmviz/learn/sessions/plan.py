"""Plan: two nets that learn the same task on the same budget, from one or several seeds."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from lstmviz.errors import InputError
from lstmviz.languages import gettext as _
from lstmviz.learn.budget import milliseconds_a_step
from lstmviz.learn.recipe import Recipe
from lstmviz.learn.settings import Budget, Repeats, Start, check_settings, settings_of
from lstmviz.learn.tasks import TASKS
from lstmviz.nets.cells import CELLS

MOST_SECONDS = 300  # of computing, both nets and all seeds together


@dataclass(frozen=True)
class Pair:
    """Two nets, and what they learn."""

    task: str
    nets: tuple[Start, Start]


@dataclass(frozen=True)
class Plan(Repeats, Budget, Pair):
    """All that decides a training session.

    Raises InputError where a field is out of range, or where all of it would take longer than MOST_SECONDS.
    """

    def __post_init__(self) -> None:
        if self.task not in tuple(TASKS):
            raise InputError(
                "{name} is {value!r}. Choose one of: {choices}.",
                name="task",
                value=self.task,
                choices=", ".join(TASKS),
            )
        check_settings(self, session=True)
        for recipe in self.recipes:
            check_settings(recipe, session=True)
        if self.seconds > MOST_SECONDS:
            raise InputError(
                "This would take about {seconds:.0f} s of computing; the limit is {most}. Choose fewer "
                "updates, fewer seeds, a smaller batch, shorter sequences or smaller nets.",
                seconds=self.seconds,
                most=MOST_SECONDS,
            )

    @property
    def recipes(self) -> tuple[Recipe, Recipe]:
        """One for each net."""
        shared = {name: getattr(self, name) for name in settings_of(Budget)}
        left, right = (Recipe(**asdict(start), **shared) for start in self.nets)
        return left, right

    def title(self, net: int) -> str:
        """A net in short: "A: LSTM 8, chrono-100, 0.01"."""
        start = self.nets[net]
        return f"{self.cell_title(net)} {start.hidden}, {start.init}, {start.learning_rate:g}"

    def cell_title(self, net: int) -> str:
        """Its letter and its cell: "A: LSTM"."""
        return f"{'AB'[net]}: {_(CELLS[self.nets[net].cell].title)}"

    @property
    def all_seeds(self) -> range:
        """The first one is the one whose nets are shown."""
        return range(self.first_seed, self.first_seed + self.seeds)

    @property
    def seconds(self) -> float:
        """About how long all of it takes on one core."""
        step = sum(milliseconds_a_step(TASKS[self.task], recipe) for recipe in self.recipes)
        return step * self.steps * self.seeds / 1000

    def words(self) -> dict[str, Any]:
        """As JSON has it."""
        return asdict(self) | {"nets": [asdict(start) for start in self.nets]}


def plan_of(words: Mapping[str, Any]) -> Plan:
    """The plan that Plan.words wrote. Raises InputError where it cannot be read."""
    try:
        left, right = (Start(**net) for net in words["nets"])
        return Plan(**{**words, "nets": (left, right)})
    except (TypeError, KeyError, ValueError) as error:
        if isinstance(error, InputError):
            raise
        raise InputError("The plan of a training session cannot be read ({error}).", error=error) from error
