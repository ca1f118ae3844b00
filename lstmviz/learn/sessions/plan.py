"""Plan: two nets that learn the same task on the same budget, from one or several seeds."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from lstmviz.errors import InputError
from lstmviz.learn.budget import milliseconds_a_step
from lstmviz.learn.recipe import Recipe, check_number
from lstmviz.learn.tasks import TASKS

LIMITS: dict[str, tuple[int, int]] = {
    "batch": (1, 256),
    "steps": (1, 10_000),
    "length": (1, 300),
    "seeds": (1, 5),
    "first_seed": (0, 9999),
}
MOST_HIDDEN = 160  # 64 units of an LSTM and a vanilla RNN of as many parameters
MOST_SECONDS = 300  # of computing, both nets and all seeds together


@dataclass(frozen=True)
class Start:
    """What each net has for itself."""

    cell: str  # a key of nets.cells.CELLS
    hidden: int
    init: str
    learning_rate: float


@dataclass(frozen=True)
class Plan:
    """All that decides a training session.

    What the nets share stands here once, so that neither can get more than the other. Raises
    InputError where a field is out of range, or where all of it would take longer than MOST_SECONDS.
    """

    task: str
    nets: tuple[Start, Start]
    batch: int
    steps: int
    clip: float
    optimizer: str = "adam"
    length: int | None = None  # None: the task's own
    seeds: int = 1  # how many
    first_seed: int = 0

    def __post_init__(self) -> None:
        if self.task not in tuple(TASKS):
            raise InputError(f"task is {self.task!r}. Choose one of: {', '.join(TASKS)}.")
        for field, (least, most) in LIMITS.items():
            if field != "length" or self.length is not None:
                check_number(field, getattr(self, field), least, most)
        for recipe in self.recipes:
            check_number("hidden", recipe.hidden, 1, MOST_HIDDEN)
        if self.seconds > MOST_SECONDS:
            raise InputError(
                f"This would take about {self.seconds:.0f} s of computing; the limit is {MOST_SECONDS}. "
                "Choose fewer steps, fewer seeds, a smaller batch, shorter sequences or smaller nets."
            )

    @property
    def recipes(self) -> tuple[Recipe, Recipe]:
        """One for each net."""
        left, right = (
            Recipe(
                **asdict(start),
                batch=self.batch,
                steps=self.steps,
                clip=self.clip,
                optimizer=self.optimizer,
                length=self.length,
            )
            for start in self.nets
        )
        return left, right

    def title(self, net: int) -> str:
        """A net in short: "A: LSTM 8, chrono-100, 0.01"."""
        start = self.nets[net]
        return f"{'AB'[net]}: {start.cell.upper()} {start.hidden}, {start.init}, {start.learning_rate:g}"

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
        raise InputError(f"The plan of a training session cannot be read ({error}).") from error
