"""Exploding gradients and clipping: what grows without a squashing activation, and what a cut mends."""

from collections.abc import Sequence

import torch
from torch import Tensor, nn

from lstmviz.claims.claim import CaseByCase, Row, Settings, Slider, Verdict
from lstmviz.claims.fresh_nets import INPUTS, fresh_net
from lstmviz.claims.reach import STEPS_BACK, curve, jacobian_by_distance, log_axis, power
from lstmviz.claims.spread import with_range
from lstmviz.draw.charts import Axis, Picture, Series, bars, curves
from lstmviz.draw.colours import FAINT, NETS, SECOND
from lstmviz.draw.figures import Look
from lstmviz.languages import N_
from lstmviz.languages import gettext as _
from lstmviz.learn.recipe import Recipe, build, random_stream
from lstmviz.learn.settings import UNCLIPPED
from lstmviz.learn.tasks.adding import Adding
from lstmviz.learn.training import evaluate, train

SEEDS = range(5)
DISTANCE, UNITS = 100, 16
TITLES = {"linear": N_("linear RNN"), "tanh": N_("tanh RNN, the same weights")}
CLIPS = {N_("clipped"): 1.0, N_("not clipped"): UNCLIPPED}
LENGTH, BATCH, RATE = 50, 32, 0.03
TESTED = 200  # fresh sequences
NEAR_ONE = 1.0  # powers of ten about 1 that count as neither


class ExplodingGradients(CaseByCase):
    """Jacobians of a linear and a tanh RNN with the same weights; ReLU RNNs trained, clipped and not."""

    name = "exploding-gradients"
    page = "gradients"
    title = N_("Do gradients explode?")
    statement = N_(
        "Where the recurrent weights of an RNN are large its gradients explode; clipping cures that."
    )
    question = N_(
        "The recurrent weights of an RNN have spectral radius 1.2, and 1.2¹⁰⁰ is 10⁸. By what is a gradient "
        "multiplied over 100 steps of a tanh RNN with these weights, before it has learned anything?"
    )
    options = (
        N_("by far more than 1: it explodes"),
        N_("by something near 1"),
        N_("by far less than 1: it vanishes"),
    )
    explanation = N_("""
The spectral radius is the largest absolute eigenvalue of the recurrent weights. Without an activation every
step back multiplies by these weights alone, so that over *T* steps the gradient goes with the radius to the
power *T*. **tanh** has a slope of 1 at 0 and less everywhere else: weights that are large enough to make the
gradient grow also drive the units to where the slope is small. A radius above 1 is therefore needed for
exploding and not enough for it (Pascanu, Mikolov & Bengio 2013). A ReLU has slope 1 wherever it is on, and so
a ReLU RNN explodes like a linear one; it starts from the identity for that reason (Le, Jaitly & Hinton
2015).

**Clipping** (Pascanu, Mikolov & Bengio 2013) shortens a gradient that is longer than a threshold and keeps
its direction, so that one steep place does not throw the weights away. It does nothing for a gradient that
vanishes, and a net whose training goes on need not have learned anything.
""")
    controls = (
        Slider(
            "radius", N_("spectral radius"), 1.2, 0.8, 1.5, 0.1, N_("Beyond it tanh is saturated throughout.")
        ),
        Slider("updates", N_("updates"), 200, 50, 500, 50, N_("More would take minutes.")),
    )

    def cases(self, settings: Settings) -> Sequence[Row]:
        """Both Jacobians, then both trainings, a seed each."""
        jacobians = [{"net": net, "seed": seed} for net in TITLES for seed in SEEDS]
        return jacobians + [{"net": clip, "seed": seed} for clip in CLIPS for seed in SEEDS]

    def measure_one(self, case: Row, settings: Settings) -> Row:
        """A Jacobian by distance, or how long a training went on."""
        if case["net"] in CLIPS:
            return run(CLIPS[case["net"]], case["seed"], settings["updates"])
        return jacobian(case["net"], case["seed"], settings["radius"])

    def before_guess(self, rows: Sequence[Row]) -> Sequence[Row]:
        """The linear RNN."""
        return [row for row in rows if row["net"] == "linear"]

    def pictures(self, rows: Sequence[Row], settings: Settings, look: Look) -> tuple[Picture, ...]:
        """What is left of a gradient by distance; how many updates a training lasted."""
        accents = {"linear": SECOND, "tanh": NETS["rnn"]}
        jacobians = [
            curve(of, "full", _(TITLES[net]), accents[net], dash="dash" if net == "linear" else "solid")
            for net in TITLES
            if (of := _of(rows, net))
        ]
        seeds = [_("seed {seed}").format(seed=seed) for seed in SEEDS]
        lasted = [_lasted(rows, clip, seeds) for clip in CLIPS if _of(rows, clip)]
        left = _left(rows) or _("nothing measured yet")
        norm = log_axis(_("‖∂ last state / ∂ state‖"), jacobians)
        return (
            Picture(
                curves(jacobians, Axis(_(STEPS_BACK)), norm, look),
                _("Norm of the Jacobian by steps back. Over {distance} steps: {left}.").format(
                    distance=DISTANCE, left=left
                ),
            ),
            Picture(
                bars(lasted, Axis(_("updates made; it ends where the loss overflows")), look),
                _("Updates that a training of a ReLU RNN lasted, by seed. {ends}").format(
                    ends=_trained(rows)
                ),
            ),
        )

    def verdict(self, rows: Sequence[Row], settings: Settings) -> Verdict:
        """What the tanh RNN makes of a gradient, and what clipping does."""
        answers = {0 if end > NEAR_ONE else 2 if end < -NEAR_ONE else 1 for end in _ends(rows, "tanh")}
        decided = len(answers) == 1 and settings["radius"] == self.defaults()["radius"]
        return Verdict(
            answers.pop() if decided else None,
            _(
                "Over {distance} steps a gradient is multiplied by (median of {seeds} seeds, lowest to "
                "highest): {left}. {trained}"
            ).format(distance=DISTANCE, seeds=len(SEEDS), left=_left(rows), trained=_trained(rows)),
            _(
                "Exploding takes large weights *and* an activation that lets the product grow. Clipping "
                "keeps a training going, which is not learning: of {sequences} fresh sequences the clipped "
                "nets answer {score} right after {updates} updates; always saying 1 answers {constant} "
                "right."
            ).format(
                sequences=TESTED,
                score=_scores(rows, "score"),
                updates=settings["updates"],
                constant=_scores(rows, "constant"),
            ),
        )


def jacobian(net: str, seed: int, radius: float) -> Row:
    """log10 of the Jacobian's spectral norm by distance from the last step, for a net of fresh weights."""
    rnn = fresh_net("rnn", {"units": UNITS, "init": "default", "radius": radius}, seed)
    if net == "linear":
        return {"full": powers(rnn.recurrent.get_parameter("weight_hh_l0").detach(), DISTANCE)}
    x = torch.randn(DISTANCE + 1, INPUTS, generator=random_stream(seed, "test data"))
    return {"full": jacobian_by_distance(rnn, x)["full"]}


def powers(weight: Tensor, most: int) -> list[float]:
    """log10 of the spectral norms of the weight's powers, 0 to most: what a linear RNN's Jacobians are."""
    power, norms = torch.eye(len(weight), dtype=torch.float64), []
    for _power in range(most + 1):
        norms.append(round(torch.linalg.matrix_norm(power, 2).log10().item(), 4))
        power = power @ weight.double()
    return norms


def run(clip: float, seed: int, updates: int) -> Row:
    """Train a ReLU RNN from the identity on Adding by gradient descent; it ends where it overflows."""
    recipe = Recipe("relu-rnn", UNITS, "identity", RATE, BATCH, updates, clip, "sgd", LENGTH)
    task = Adding().of_length(LENGTH)
    net = build(task, recipe, seed)
    *_, last = train(net, task, recipe, seed)
    score = None if last.diverged else round(evaluate(net, task, seed, TESTED).sequences, 4)
    constant = round(evaluate(AlwaysOne(), task, seed, TESTED).sequences, 4)
    return {"updates": last.step, "overflowed": last.diverged, "score": score, "constant": constant}


class AlwaysOne(nn.Module):
    """What a net is to beat on Adding: the sum's mean, whatever is read."""

    def forward(self, x: Tensor) -> Tensor:
        """1 at every step: (T, B, 2) -> (T, B, 1)."""
        return torch.ones_like(x[..., :1])


def _of(rows: Sequence[Row], net: str) -> list[Row]:
    return [row for row in rows if row["net"] == net]


def _ends(rows: Sequence[Row], net: str) -> list[float]:
    """log10 over the whole distance, for every seed."""
    return [row["full"][-1] for row in _of(rows, net)]


def _left(rows: Sequence[Row]) -> str:
    """What the nets measured so far make of a gradient, in words; "" where none is."""
    measured = (net for net in TITLES if _of(rows, net))
    return _("; ").join(f"{_(TITLES[net])} {with_range(_ends(rows, net), power)}" for net in measured)


def _lasted(rows: Sequence[Row], clip: str, seeds: Sequence[str]) -> Series:
    updates = [row["updates"] for row in _of(rows, clip)]
    return Series(_(clip), seeds[: len(updates)], updates, NETS["rnn"] if clip == "clipped" else FAINT)


def _trained(rows: Sequence[Row]) -> str:
    """How many trainings overflowed, in words."""
    counts = [
        _("{clip}, {overflowed} of {nets} overflowed").format(
            clip=_(clip), overflowed=sum(row["overflowed"] for row in of), nets=len(of)
        )
        for clip in CLIPS
        if (of := _of(rows, clip))
    ]
    told = _("; ").join(counts) or _("nothing measured yet")
    return _("Of ReLU RNNs trained on Adding: {told}.").format(told=told)


def _scores(rows: Sequence[Row], of: str) -> str:
    """The range over seeds of a share of sequences, where the gradient was clipped."""
    scores = [row[of] for row in _of(rows, "clipped") if row[of] is not None]
    if not scores:
        return _("none")
    return _("{least:.0%} to {most:.0%}").format(least=min(scores), most=max(scores))
