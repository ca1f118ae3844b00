"""Where an LSTM serves, and where a net without gates, or without memory, does as well."""

from collections.abc import Sequence
from itertools import product
from statistics import mean

from lstmviz.claims.claim import CaseByCase, Choice, Row, Settings, Slider, Verdict
from lstmviz.claims.contest import BATCH, CLIP, ENTRANTS, TASKS, TITLES, UNITS
from lstmviz.claims.contest_run import Strokes, by_updates, ends, run, scores_of
from lstmviz.claims.contest_tuning import RATES, SEEDS, UPDATES
from lstmviz.claims.spread import lead, with_range
from lstmviz.draw.charts import Axis, Picture, grid
from lstmviz.draw.colours import NETS
from lstmviz.draw.figures import Look
from lstmviz.languages import N_
from lstmviz.languages import gettext as _

STROKES: Strokes = {
    "lstm": {"accent": NETS["lstm"], "markers": True},
    "rnn": {"accent": NETS["rnn"], "dash": "dash"},
    "relu-rnn": {"accent": NETS["relu-rnn"], "dash": "dash", "markers": True},
    "convolution": {"accent": NETS["convolution"], "dash": "dashdot"},
    "window": {"accent": NETS["window"], "dash": "dot"},
    "attention": {"accent": NETS["attention"], "dash": "dot", "markers": True},
}
AHEAD = 0.05  # share of the answers
LONGER = {"series": 4}  # times the updates, where learning has not ended
GO_ON = ("lstm", "rnn", "relu-rnn")  # the nets that get them


class WhereItServes(CaseByCase):
    """Six tasks, six nets of the same size, the same training, each at the best of as many recipes."""

    name = "where-it-serves"
    page = "where"
    title = N_("Where it serves, and where not")
    statement = N_(
        "For sequences in which the order matters, an LSTM fits better than a CNN or a fixed window."
    )
    question = N_(
        "Six tasks in which the order matters: the next value of a noisy time series; which of two marks "
        "came first, within 16 steps and within 50; counting up and down; adding two marked numbers; being "
        "inside quotes. An LSTM, an RNN of tanh and one of ReLUs, a convolution that sees all steps, a "
        "window of 16 steps and a small attention layer have equally many parameters, train equally long "
        "and are tuned alike. On how many tasks is the LSTM ahead of each of the others by more than 0.05 "
        "of the answers?"
    )
    options = (N_("on all six"), N_("on one to five"), N_("on none"))
    explanation = N_("""
A convolution does not treat the steps independently: its kernel has a weight of its own for each place, so it
knows the order **within its reach** (as in WaveNet, van den Oord et al. 2016). The reach is a choice: with a
few layers more it covers the whole task, and it works on all steps at once (Bai, Kolter & Koltun 2018). What
lies beyond its reach, as for the window here, it cannot know, whatever it learns. Attention (Vaswani et al.
2017) reaches every step at once.

A recurrent net needs no gates to remember where its weights start well: ReLUs from the identity hold what
they have (Le, Jaitly & Hinton 2015). Gates matter where something must be kept *and* the rest be left out, as
in adding; how much they matter is what is measured here. Greff et al. (2017) took single parts out of the
LSTM and found that it misses the forget gate and the output activation most.

These tasks are small. Two real LSTMs stand on [Real nets](/real-nets), with what they get right measured: one
hears [speech in noise](/real-nets?net=silero-vad), one decides how a [Chinese character](/real-nets?net=g2pm)
is read. Handwriting was not tested here; Graves, Mohamed & Hinton (2013) call LSTMs, trained end to end, the
best of their time at it.
""")
    controls = (
        Choice("what", N_("task"), "all", {"all": N_("all six")} | TITLES),
        Slider("runs", N_("seeds"), 10, 1, 10, 1, N_("More would take too long.")),
        Slider("budget", N_("updates"), 1000, 100, 2000, 100, N_("More would take too long.")),
    )

    def cases(self, settings: Settings) -> Sequence[Row]:
        """A task, net and seed; task by task, the nets in turn; then longer trainings."""
        every = product(_tasks(settings), ENTRANTS, range(settings["runs"]))
        seeds = [{"task": task, "net": net, "seed": seed} for task, net, seed in every]
        longer = [
            {"task": task, "net": net, "longer": LONGER[task] * settings["budget"]}
            for task, net in product(_tasks(settings), GO_ON)
            if task in LONGER
        ]
        return seeds + longer

    def measure_one(self, case: Row, settings: Settings) -> Row:
        """What the net gets right on the way through its training; of a longer one, at its end."""
        task, net = case["task"], case["net"]
        if "longer" in case:
            return {"ends": ends(task, net, case["longer"], range(settings["runs"]))}
        return run(task, net, case["seed"], settings["budget"])

    def pictures(self, rows: Sequence[Row], settings: Settings, look: Look) -> tuple[Picture, ...]:
        """Mean share of right answers, a row a net and a column a task; and the way there, by updates."""
        tasks = _tasks(settings)
        scores = [[scores_of(rows, task, net) for task in tasks] for net in ENTRANTS]
        means = [[mean(cell) if cell else None for cell in row] for row in scores]
        text = [[_on_cell(cell) for cell in row] for row in scores]
        x = Axis(_("share of the answers right: mean<br>over the seeds, lowest and highest"))
        titles = [_(entrant.title) for entrant in ENTRANTS.values()]
        figure = grid(means, titles, [_(TITLES[task]) for task in tasks], x, look, text=text)
        told = " ".join(_in_words(rows, task) for task in tasks)
        alt = _("Share of the answers right, mean of the seeds (lowest to highest). {told}").format(told=told)
        every = Picture(figure, alt, wide=len(tasks) > 1)
        return (every, *(by_updates(rows, task, STROKES, look) for task in tasks))

    def before_guess(self, rows: Sequence[Row]) -> Sequence[Row]:
        """What the window reaches."""
        return [row for row in rows if row["net"] == "window"]

    def verdict(self, rows: Sequence[Row], settings: Settings) -> Verdict:
        """On which tasks the LSTM is ahead of each of the others."""
        tasks = _tasks(settings)
        ahead = [_(TITLES[task]) for task in tasks if _ahead(rows, task)]
        unsure = [_(TITLES[task]) for task in tasks if _ahead(rows, task) is None]
        answers = {_answer(len(ahead)), _answer(len(ahead) + len(unsure))}
        sizes = [row["parameters"] for row in rows if "parameters" in row]
        return Verdict(
            answers.pop() if len(answers) == 1 and len(tasks) == len(TITLES) else None,
            _(
                "The LSTM is ahead of each of the others by more than {by}, with the whole 95 % interval of "
                "its lead, on: {ahead}; too few seeds to tell on: {unsure}. Next to it came: {following}. "
                "Means of the seeds (lowest to highest): {told} {longer}"
            ).format(
                by=AHEAD,
                ahead=_(", ").join(ahead) or _("none"),
                unsure=_(", ").join(unsure) or _("none"),
                following=_("; ").join(_next(rows, task) for task in tasks),
                told=" ".join(_in_words(rows, task) for task in tasks),
                longer=" ".join(_longer_in_words(rows, task) for task in tasks if task in LONGER),
            ),
            _(
                "Equal for all: {least} to {most} parameters, those of an LSTM of {hidden} units within 15 "
                "%; {budget} updates of {batch} fresh sequences, Adam, gradients clipped at {clip:g}. Each "
                "net had two inits or shapes to choose from and {rates} learning rates, tried on {seeds} "
                "other seeds with {updates} updates. The LSTM’s second init, chrono, is told the length, as "
                "is the convolution, which covers it. With another budget the order may change: the curves "
                "show who is still learning."
            ).format(
                least=min(sizes, default=0),
                most=max(sizes, default=0),
                hidden=UNITS,
                budget=settings["budget"],
                batch=BATCH,
                clip=CLIP,
                rates=len(RATES),
                seeds=len(SEEDS),
                updates=UPDATES,
            ),
        )


def _longer_in_words(rows: Sequence[Row], task: str) -> str:
    """What a longer training comes to."""
    longer = [row for row in rows if row["task"] == task and "ends" in row]
    told = [
        _("{net} {score}").format(
            net=_(ENTRANTS[row["net"]].title), score=with_range(row["ends"], middle=mean)
        )
        for row in longer
    ]
    if not told:
        return ""
    says = _("With {updates} updates, {task}: {nets}.")
    return says.format(updates=longer[0]["longer"], task=_(TITLES[task]), nets=_("; ").join(told))


def _tasks(settings: Settings) -> tuple[str, ...]:
    return tuple(TASKS) if settings["what"] == "all" else (settings["what"],)


def _leads(rows: Sequence[Row], task: str) -> dict[str, tuple[float, float]]:
    """How far the LSTM's mean is above each other's: the 95 % interval."""
    lstm, *others = ((net, scores_of(rows, task, net)) for net in ENTRANTS)
    return {net: lead(lstm[1], scores) for net, scores in others}


def _ahead(rows: Sequence[Row], task: str) -> bool | None:
    """Whether the LSTM is ahead of each of the others; None where the seeds do not settle it."""
    leads = _leads(rows, task).values()
    if any(high <= AHEAD for _, high in leads):
        return False
    return True if all(low > AHEAD for low, _ in leads) else None


def _next(rows: Sequence[Row], task: str) -> str:
    """The best of the others, and the LSTM's lead over it."""
    others = {net: scores for net in list(ENTRANTS)[1:] if len(scores := scores_of(rows, task, net)) > 1}
    lstm = scores_of(rows, task, "lstm")
    if not (others and len(lstm) > 1):
        return _("{task}, not measured yet").format(task=_(TITLES[task]))
    near = max(others, key=lambda net: mean(others[net]))
    low, high = lead(lstm, others[near])
    says = _("{task}, {net}, a lead of {low:+.2f} to {high:+.2f}")
    return says.format(task=_(TITLES[task]), net=_(ENTRANTS[near].title), low=low, high=high)


def _answer(ahead: int) -> int:
    """Which option names the number of tasks."""
    return 0 if ahead == len(TASKS) else 1 if ahead else 2


def _on_cell(scores: Sequence[float]) -> str:
    return f"{mean(scores):.2f}<br>{min(scores):.2f}<br>{max(scores):.2f}" if scores else ""


def _in_words(rows: Sequence[Row], task: str) -> str:
    measured = {_(e.title): scores for net, e in ENTRANTS.items() if (scores := scores_of(rows, task, net))}
    told = _(", ").join(f"{title} {with_range(scores, middle=mean)}" for title, scores in measured.items())
    return _("{task}: {told}.").format(task=_(TITLES[task]), told=told or _("nothing measured yet"))
