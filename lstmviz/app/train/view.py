"""The view of the Train page: two nets, their shared budget, and which checkpoints are looked at."""

from dataclasses import dataclass, fields
from typing import TypeVar

from lstmviz.app.link.fields import Reader, link_field, number, one_of, whole
from lstmviz.app.sequence_view import MOST_HIDDEN, SequenceView
from lstmviz.learn.inits import parse_init
from lstmviz.learn.recipe import Recipe, equal_hidden
from lstmviz.learn.sessions.plan import Plan
from lstmviz.learn.settings import Budget, Repeats, Setting, Start, settings_of
from lstmviz.learn.tasks import TASKS
from lstmviz.nets.cells import CELLS

NEWEST = -1  # of the checkpoints
SIZES = ("parameters", "units", "own")  # what B's hidden size is made equal to, if anything
View = TypeVar("View")


def reader_of(setting: Setting) -> Reader:
    """How the word of a setting is read from a link."""
    if setting.choices is not None:
        return one_of(setting.choices)
    least, most = setting.in_session or setting.limits or (0, 0)
    return whole(least, most) if isinstance(least, int) and isinstance(most, int) else number(least, most)


def with_settings_in_link(view: type[View]) -> type[View]:
    """Every setting that the view inherits becomes a field of its link; to stand below @dataclass."""
    for base in view.__mro__[1:]:
        for one in fields(base) if "__dataclass_fields__" in vars(base) else ():
            if "setting" in one.metadata and one.name not in vars(view):
                view.__annotations__[one.name] = one.type
                setattr(view, one.name, link_field(one.default, reader_of(one.metadata["setting"])))
    return view


RATE = settings_of(Start)["learning_rate"]
STEP = whole(0, 10_000)


def _init_of(net: str) -> Reader:
    def value(typed: str, view: "TrainView") -> str:
        parse_init(typed, getattr(view, f"{net}_cell"))
        return typed

    return value


@dataclass(frozen=True)
@with_settings_in_link
class TrainView(Repeats, Budget, SequenceView):
    """One view of the Train page."""

    task: str = link_field("recall", one_of(TASKS), shared=True, entry=True)  # also one without shipped nets
    a_cell: str = link_field("lstm", one_of(CELLS))
    a_hidden: int = link_field(8, whole(1, MOST_HIDDEN))
    a_init: str = link_field("forget-bias-1", _init_of("a"))
    a_rate: float = link_field(0.01, reader_of(RATE))
    b_cell: str = link_field("rnn", one_of(CELLS))
    b_size: str = link_field("parameters", one_of(SIZES))
    b_hidden: int = link_field(8, whole(1, MOST_HIDDEN))  # where b_size is "own"
    b_init: str = link_field("orthogonal", _init_of("b"))
    b_rate: float = link_field(0.003, reader_of(RATE))
    seeds: int = link_field(3, reader_of(settings_of(Repeats)["seeds"]))  # enough to show that they differ
    at: int = link_field(NEWEST, STEP)  # of the checkpoint shown
    since: int = link_field(0, STEP)  # of the one it is compared with

    def link_words(self) -> dict[str, str]:
        """The first seed is `first`."""
        return super().link_words() | {"first_seed": "first"}

    @property
    def plan(self) -> Plan:
        """What would be trained. Raises InputError where it is out of range or takes too long."""
        nets = (
            Start(self.a_cell, self.a_hidden, self.a_init, self.a_rate),
            Start(self.b_cell, self.hidden_of_b, self.b_init, self.b_rate),
        )
        settings = [*settings_of(Budget), *settings_of(Repeats)]
        return Plan(self.task, nets, **{name: getattr(self, name) for name in settings})

    @property
    def hidden_of_b(self) -> int:
        """B's units: its own, as many as A's, or as many as come nearest to A's parameters."""
        if self.b_size == "parameters":
            size_of_a = self.a_cell, self.a_hidden
            a = Recipe(*size_of_a, "default", self.a_rate, self.batch, self.steps, self.clip)
            return equal_hidden(TASKS[self.task], a, self.b_cell)
        return self.a_hidden if self.b_size == "units" else self.b_hidden
