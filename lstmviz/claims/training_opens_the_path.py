"""What training does to the path back through time: the same nets before and after they learn a task."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import product
from statistics import median

from lstmviz.claims.claim import CaseByCase, Choice, Row, Settings, Slider, Verdict
from lstmviz.claims.reach import DIRECT, STEPS_BACK, curve, jacobian_by_distance, log_axis, power
from lstmviz.claims.spread import with_range
from lstmviz.draw.charts import Axis, Picture, Series, curves
from lstmviz.draw.colours import NETS
from lstmviz.draw.figures import Look
from lstmviz.languages import N_
from lstmviz.languages import gettext as _
from lstmviz.learn.recipe import Recipe, build, random_stream
from lstmviz.learn.saved_nets.shipped import load
from lstmviz.learn.tasks import TASKS
from lstmviz.learn.training import evaluate, train
from lstmviz.nets.cells import CELLS
from lstmviz.nets.sequence import parameter_count

LEARNED_TASKS = ("temporal-order", "recall")
SHIPPED = {"lstm": "lstm", "rnn": "rnn-same-parameters"}  # the shipped nets whose recipes are used
TITLES = {name: CELLS[name].title for name in SHIPPED}
TESTED = 500  # fresh sequences
LEARNED = 0.9  # share of them answered right
AGREEING = 0.8  # share of the seeds, for an answer
CLEARLY = 1.0  # log10 of a factor of ten


class TrainingOpensThePath(CaseByCase):
    """The full Jacobian by distance, of nets that trained and of the same nets before."""

    name = "training-opens-the-path"
    page = "gradients"
    title = N_("What does training change?")
    statement = N_("An LSTM learns what its gates must keep, and so opens the path for its own gradient.")
    question = N_(
        "An LSTM learns to answer, at the end of 50 steps, what came early among them. The dashed curve is "
        "how far its last state depends on the states before it, before training. After training, over the "
        "whole sequence, will that be more or less?"
    )
    options = (
        N_("more than ten times as much"),
        N_("within ten times of what it was"),
        N_("less than a tenth"),
    )
    explanation = N_("""
A loss at the last step must reach the step that decides, or nothing is learned from that step. So what counts
is the path *before* training; and then training changes the path, for better or worse.

With forget bias 1 the gates start near σ(1) = 0.73. Over 50 steps that leaves little, and enough to start
from. With *chrono* (Tallec & Ollivier 2018) the units' memories span the task, and the path is open before
the first update. With PyTorch's default the gates start near a half: try it, and see whether the same net,
trained as long, still finds the way.

The tanh RNN has about as many parameters, the same number of updates, and the recipe of the one that is
shipped, which starts from orthogonal weights; the cards on [Step](/step?task=temporal-order) tell more.
""")
    controls = (
        Choice("task", N_("task"), "temporal-order", {name: TASKS[name].title for name in LEARNED_TASKS}),
        Choice(
            "start",
            N_("the LSTM starts with"),
            "forget-bias-1",
            {
                "default": N_("PyTorch's default"),
                "forget-bias-1": N_("forget bias 1"),
                "chrono-50": N_("chrono"),
            },
        ),
        Slider("seeds", N_("seeds"), 5, 1, 10, 1, N_("More would take too long.")),
        Slider("updates", N_("updates"), 2000, 100, 3000, 100, N_("More would take too long.")),
    )

    def cases(self, settings: Settings) -> Sequence[Row]:
        """A net and seed before its training and after; seed by seed, so that both pictures fill."""
        every = product(range(settings["seeds"]), SHIPPED, (0, settings["updates"]))
        return [{"net": name, "seed": seed, "updates": updates} for seed, name, updates in every]

    def measure_one(self, case: Row, settings: Settings) -> Row:
        """What reaches back over one fresh sequence of the task, and what the net is worth on many."""
        task, seed = TASKS[settings["task"]], case["seed"]
        recipe = _recipe(case["net"], settings)
        net = build(task, recipe, seed)
        if case["updates"]:
            for _ in train(net, task, recipe, seed):
                pass
        x = task.sample(1, random_stream(seed, "test data"))
        score = evaluate(net, task, seed, TESTED).sequences
        head = {"score": score, "parameters": parameter_count(net)}
        return head | jacobian_by_distance(net, x[:, 0])

    def pictures(self, rows: Sequence[Row], settings: Settings, look: Look) -> tuple[Picture, ...]:
        """The LSTM and the RNN side by side, on axes of the same span."""
        series = {name: _series(rows, name) for name in SHIPPED}
        y = log_axis(_("norm of the full Jacobian"), [*series["lstm"], *series["rnn"]])
        return tuple(
            Picture(
                curves(drawn, Axis(_(STEPS_BACK)), y, look),
                _(
                    "{net}: norm of the full Jacobian by steps back, on a log axis. Over the whole "
                    "sequence, median (lowest to highest): {told}."
                ).format(net=_(TITLES[name]), told=_in_words(rows, name)),
            )
            for name, drawn in series.items()
        )

    def before_guess(self, rows: Sequence[Row]) -> Sequence[Row]:
        """The RNN, and the LSTM before it trains."""
        return [row for row in rows if row["net"] == "rnn" or row["updates"] == 0]

    def verdict(self, rows: Sequence[Row], settings: Settings) -> Verdict:
        """How much the last state owes to the first, before and after; and how many seeds learned."""
        answer, agreeing = Counter(_answers(rows, "lstm")).most_common(1)[0]
        decided = agreeing >= AGREEING * settings["seeds"]
        lstm, rnn = (_of(rows, name, trained=True)[0]["parameters"] for name in ("lstm", "rnn"))
        return Verdict(
            answer if decided else None,
            _(
                "Norm of the full Jacobian over the whole sequence, median of {seeds} seeds (lowest to "
                "highest). LSTM: {told_lstm}; {learned_lstm}. tanh RNN: {told_rnn}; {learned_rnn}. Both "
                "trained for {updates} updates; the LSTM has {lstm:,} parameters, the tanh RNN {rnn:,}."
            ).format(
                seeds=settings["seeds"],
                told_lstm=_in_words(rows, "lstm"),
                learned_lstm=_learned(rows, "lstm"),
                told_rnn=_in_words(rows, "rnn"),
                learned_rnn=_learned(rows, "rnn"),
                updates=settings["updates"],
                lstm=lstm,
                rnn=rnn,
            ),
            _condition(rows),
        )


def _recipe(name: str, settings: Settings) -> Recipe:
    """The shipped net's, at the budget chosen; the LSTM's with the start chosen."""
    card = load(settings["task"], SHIPPED[name]).card
    recipe = replace(card.nets[SHIPPED[name]].shipped.recipe, steps=settings["updates"])
    return replace(recipe, init=settings["start"]) if name == "lstm" else recipe


def _of(rows: Sequence[Row], net: str, trained: bool) -> list[Row]:
    return [row for row in rows if row["net"] == net and (row["updates"] > 0) == trained]


def _whole(rows: Sequence[Row], net: str, trained: bool) -> list[float]:
    """What the last state owes to the first, log10 for every seed."""
    return [row["full"][-1] for row in _of(rows, net, trained)]


def _in_words(rows: Sequence[Row], net: str) -> str:
    before, after = (_whole(rows, net, trained) for trained in (False, True))
    said = [with_range(left, power) if left else "–" for left in (before, after)]
    return _("before {before}, after {after}").format(before=said[0], after=said[1])


def _learned(rows: Sequence[Row], net: str) -> str:
    scores = [row["score"] for row in _of(rows, net, trained=True)]
    learned = sum(score >= LEARNED for score in scores)
    says = _("{learned} of {seeds} learned the task, median score {score:.2f}")
    return says.format(learned=learned, seeds=len(scores), score=median(scores))


def _answers(rows: Sequence[Row], net: str) -> list[int]:
    """The option that each seed speaks for."""
    before, after = (_whole(rows, net, trained) for trained in (False, True))
    gains = [late - early for early, late in zip(before, after, strict=True)]
    return [0 if gain > CLEARLY else 2 if gain < -CLEARLY else 1 for gain in gains]


def _condition(rows: Sequence[Row]) -> str:
    return _(
        "The path opens where a net learns, and learning needs a path that is open enough from the start; "
        "the tanh "
        "RNN’s opens as well. Whose path became more than ten times as open here: {opened}."
    ).format(opened=_("; ").join(_opened(rows, net) for net in SHIPPED))


def _opened(rows: Sequence[Row], net: str) -> str:
    """How many opened their path, of all and of those who learned."""
    learned = [row["score"] >= LEARNED for row in _of(rows, net, trained=True)]
    opened = [answer == 0 for answer in _answers(rows, net)]
    both = sum(one and other for one, other in zip(learned, opened, strict=True))
    says = _("{net} {opened} of {seeds}, {both} of the {learned} that learned")
    counts = {"opened": sum(opened), "seeds": len(opened), "both": both, "learned": sum(learned)}
    return says.format(net=_(TITLES[net]), **counts)


def _series(rows: Sequence[Row], net: str) -> list[Series]:
    drawn = [
        curve(some, "full", title.format(net=_(TITLES[net])), NETS[net], dash=dash)
        for trained, title, dash in (
            (False, _("{net}, before"), "dash"),
            (True, _("{net}, after"), "solid"),
        )
        if (some := _of(rows, net, trained))
    ]
    if net == "lstm" and (trained_rows := _of(rows, net, trained=True)):
        drawn.append(curve(trained_rows, "direct", _("LSTM, after, direct path only"), DIRECT, dash="dot"))
    return drawn
