"""The view of the Train page: two nets, their shared budget, and which checkpoints are looked at."""

from dataclasses import dataclass

from lstmviz.app.link.fields import Reader, link_field, number, one_of, whole
from lstmviz.app.view import MOST_HIDDEN, SequenceView
from lstmviz.learn import recipe
from lstmviz.learn.inits import parse_init
from lstmviz.learn.recipe import OPTIMIZERS, Recipe, equal_hidden
from lstmviz.learn.sessions import plan
from lstmviz.learn.sessions.plan import Plan, Start
from lstmviz.learn.tasks import TASKS
from lstmviz.nets.cells import CELLS

NEWEST = -1  # of the checkpoints
SIZES = ("parameters", "units", "own")  # what B's hidden size is made equal to, if anything
OPTIMIZER_TITLES = {"adam": "Adam", "sgd": "SGD, momentum 0.9", "rmsprop": "RMSprop"}
BATCHES = (8, 16, 32, 64, 128, 256)
UNCLIPPED = recipe.LIMITS["clip"][1]
CLIPS = (0.1, 0.5, 1.0, 5.0, UNCLIPPED)


def _init_of(net: str) -> Reader:
    def value(typed: str, view: "TrainView") -> str:
        parse_init(typed, getattr(view, f"{net}_cell"))
        return typed

    return value


@dataclass(frozen=True)
class TrainView(SequenceView):
    """One view of the Train page."""

    task: str = link_field("recall", one_of(TASKS), shared=True)  # also one that has no shipped nets
    a_cell: str = link_field("lstm", one_of(CELLS))
    a_hidden: int = link_field(8, whole(1, MOST_HIDDEN))
    a_init: str = link_field("forget-bias-1", _init_of("a"))
    a_rate: float = link_field(0.01, number(*recipe.LIMITS["learning_rate"]))
    b_cell: str = link_field("rnn", one_of(CELLS))
    b_size: str = link_field("parameters", one_of(SIZES))
    b_hidden: int = link_field(8, whole(1, MOST_HIDDEN))  # where b_size is "own"
    b_init: str = link_field("orthogonal", _init_of("b"))
    b_rate: float = link_field(0.003, number(*recipe.LIMITS["learning_rate"]))
    optimizer: str = link_field("adam", one_of(OPTIMIZERS))
    clip: float = link_field(1.0, number(*recipe.LIMITS["clip"]))
    batch: int = link_field(32, whole(*plan.LIMITS["batch"]))
    length: int = link_field(0, whole(0, plan.LIMITS["length"][1]))  # 0: the task's own
    steps: int = link_field(500, whole(*plan.LIMITS["steps"]))
    seeds: int = link_field(3, whole(*plan.LIMITS["seeds"]))
    first: int = link_field(0, whole(*plan.LIMITS["first_seed"]))  # seed
    at: int = link_field(NEWEST, whole(0, plan.LIMITS["steps"][1]))  # step of the checkpoint shown
    since: int = link_field(0, whole(0, plan.LIMITS["steps"][1]))  # the one it is compared with

    @property
    def plan(self) -> Plan:
        """What would be trained. Raises InputError where it is out of range or takes too long."""
        nets = (
            Start(self.a_cell, self.a_hidden, self.a_init, self.a_rate),
            Start(self.b_cell, self.hidden_of_b, self.b_init, self.b_rate),
        )
        return Plan(
            self.task,
            nets,
            batch=self.batch,
            steps=self.steps,
            clip=self.clip,
            optimizer=self.optimizer,
            length=self.length or None,
            seeds=self.seeds,
            first_seed=self.first,
        )

    @property
    def hidden_of_b(self) -> int:
        """B's units: its own, as many as A's, or as many as come nearest to A's parameters."""
        if self.b_size == "parameters":
            size_of_a = self.a_cell, self.a_hidden
            a = Recipe(*size_of_a, "default", self.a_rate, self.batch, self.steps, self.clip)
            return equal_hidden(TASKS[self.task], a, self.b_cell)
        return self.a_hidden if self.b_size == "units" else self.b_hidden
