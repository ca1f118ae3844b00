"""LSTM layers upon each other, with as many parameters as one: whether depth is worth what it costs."""

from collections.abc import Sequence
from itertools import product
from statistics import mean

from lstmviz.claims.claim import CaseByCase, Row, Settings, Slider, Verdict
from lstmviz.claims.contest import BATCH, CLIP, DEEP, DEEP_TASKS, EVERY, TITLES
from lstmviz.claims.contest_run import Strokes, by_updates, run, scores_of
from lstmviz.claims.contest_tuning import RATES, SEEDS, UPDATES
from lstmviz.claims.spread import lead, with_range
from lstmviz.draw.charts import Picture
from lstmviz.draw.colours import NETS, SECOND
from lstmviz.draw.figures import Look
from lstmviz.languages import N_
from lstmviz.languages import gettext as _

ONE = "lstm"
AHEAD = 0.05  # share of the answers
STROKES: Strokes = {
    ONE: {"accent": NETS["lstm"], "markers": True},
    "lstm-2": {"accent": SECOND, "dash": "dash"},
    "lstm-3": {"accent": SECOND, "dash": "dot", "markers": True},
}


class LayersUponLayers(CaseByCase):
    """One, two and three layers of equally many parameters, tuned alike, on two tasks."""

    name = "layers-upon-layers"
    page = "cost"
    title = N_("Layers upon layers")
    statement = N_("In a deep net an LSTM is expensive.")
    question = N_(
        "One LSTM layer of 14 units, two of 8 and three of 6 have about as many parameters. They train "
        "equally long and are tuned alike, on the next value of a noisy time series and on adding two "
        "marked numbers. Is a deeper one ahead of the one layer by more than 0.05 of the answers?"
    )
    options = (N_("yes, on both tasks"), N_("yes, on one of them"), N_("no, on neither"))
    explanation = N_("""
A second layer of the same size costs as much again: weights, time and memory. Here the weights are as many
instead, so that the layers get narrower, and the multiplications of a step stay about as many. What grows is
the **chain**: a step of the second layer waits for the same step of the first, and where a library computes
layer after layer, as here, *T* steps become 2 *T* and 3 *T* that wait for each other.

Depth pays where there is much to learn and much to learn it from: deep LSTMs were the best of their time on
speech (Graves, Mohamed & Hinton 2013) and good at translation (Sutskever, Vinyals & Le 2014), with thousands
of times the weights of these nets. On small tasks it makes training harder, as in
[Deep network](/networks?claim=deep-network).
""")
    controls = (
        Slider("runs", N_("seeds"), 10, 2, 10, 1, N_("More would take too long.")),
        Slider("budget", N_("updates"), 1000, 100, 2000, 100, N_("More would take too long.")),
    )

    def cases(self, settings: Settings) -> Sequence[Row]:
        """A task, net and seed; task by task, the nets in turn."""
        every = product(DEEP_TASKS, STROKES, range(settings["runs"]))
        return [{"task": task, "net": net, "seed": seed} for task, net, seed in every]

    def measure_one(self, case: Row, settings: Settings) -> Row:
        """What the net gets right on the way through its training."""
        return run(**case, updates=settings["budget"])

    def pictures(self, rows: Sequence[Row], settings: Settings, look: Look) -> tuple[Picture, ...]:
        """Share of right answers by updates, a picture a task."""
        return tuple(by_updates(rows, task, STROKES, look) for task in DEEP_TASKS)

    def before_guess(self, rows: Sequence[Row]) -> Sequence[Row]:
        """The one layer."""
        return [row for row in rows if row["net"] == ONE]

    def verdict(self, rows: Sequence[Row], settings: Settings) -> Verdict:
        """On how many tasks a deeper net is ahead, where the whole interval of its lead says so."""
        says = _(
            "Share of the answers right, mean of {seeds} seeds (lowest to highest), and how far it is above "
            "that of the one layer, 95 % interval. {told}"
        )
        condition = _(
            "It holds for nets of one size and these tasks: {sizes} parameters, {budget} updates of {batch} "
            "fresh sequences, Adam, gradients clipped at {clip:g}, each with the best of two inits and "
            "{rates} learning rates on {tuned} other seeds with {updates} updates. A step’s chain is as many "
            "links long as there are layers. Deeper nets that may be larger too, or that have more to learn, "
            "are another matter."
        )
        sizes = [row["parameters"] for row in rows]
        return Verdict(
            _answer(rows),
            says.format(seeds=settings["runs"], told=" ".join(_in_words(rows, task) for task in DEEP_TASKS)),
            condition.format(
                sizes=_("{least} to {most}").format(least=min(sizes), most=max(sizes)),
                budget=settings["budget"],
                batch=BATCH,
                clip=CLIP,
                rates=len(RATES),
                tuned=len(SEEDS),
                updates=UPDATES,
            ),
        )


def _leads(rows: Sequence[Row], task: str) -> dict[str, tuple[float, float]]:
    """How far each deeper net's mean is above the one layer's: the 95 % interval."""
    one = scores_of(rows, task, ONE)
    return {net: lead(scores_of(rows, task, net), one) for net in DEEP}


def _ahead(rows: Sequence[Row], task: str) -> bool | None:
    """Whether a deeper net is ahead of the one layer; None where the seeds do not settle it."""
    leads = _leads(rows, task).values()
    if any(low > AHEAD for low, _ in leads):
        return True
    return False if all(high <= AHEAD for _, high in leads) else None


def _answer(rows: Sequence[Row]) -> int | None:
    """Which option names the number of tasks on which a deeper net is ahead."""
    ahead = [_ahead(rows, task) for task in DEEP_TASKS]
    return None if None in ahead else ahead.count(False)


def _in_words(rows: Sequence[Row], task: str) -> str:
    one = _("{net} {score}").format(net=_(EVERY[ONE].title), score=_score(rows, task, ONE))
    deeper = [
        _("{net} {score}, that is {low:+.2f} to {high:+.2f}").format(
            net=_(EVERY[net].title), score=_score(rows, task, net), low=low, high=high
        )
        for net, (low, high) in _leads(rows, task).items()
    ]
    return _("{task}: {nets}.").format(task=_(TITLES[task]), nets=_("; ").join([one, *deeper]))


def _score(rows: Sequence[Row], task: str, net: str) -> str:
    return with_range(scores_of(rows, task, net), middle=mean)
