"""What a tanh RNN and an LSTM still know of a letter, by the steps since it was flagged."""

from collections.abc import Sequence
from dataclasses import replace
from statistics import median
from typing import NamedTuple

import torch
from torch import nn

from lstmviz.claims.claim import CaseByCase, Row, Settings, Slider, Verdict
from lstmviz.claims.spread import curve
from lstmviz.draw.charts import Axis, Dash, Picture, curves
from lstmviz.draw.colours import ACCENTS, NETS, Accent
from lstmviz.draw.figures import Look
from lstmviz.languages import N_
from lstmviz.languages import gettext as _
from lstmviz.learn.recipe import random_stream
from lstmviz.learn.shares import most
from lstmviz.learn.stacked_training import train_stack
from lstmviz.learn.tasks.distant_recall import DistantRecall
from lstmviz.learn.tasks.short_recall import ShortRecall
from lstmviz.learn.zoo.contestants import grid

DISTANCES = (1, 2, 4, 8, 12, 16, 20, 25, 30, 40, 50, 70, 100)  # steps since the flag
ASKED = 30  # of them, at which it is judged who still knows the letter
KNOWN = 0.9  # share of the letters; guessing gives 0.25
TESTED = 500  # fresh sequences
TASK = ShortRecall()


class Entrant(NamedTuple):
    """A net of the zoo, and the rate at which it learns here."""

    net: str
    learning_rate: float
    accent: Accent
    dash: Dash = "solid"


LSTM, RNN, FASTER = N_("LSTM"), N_("tanh RNN"), N_("tanh RNN, higher rate")
ENTRANTS = {
    LSTM: Entrant("lstm", TASK.untuned.learning_rate, NETS["lstm"]),
    RNN: Entrant("rnn-same-parameters", TASK.untuned.learning_rate, NETS["rnn"]),
    FASTER: Entrant("rnn-same-parameters", 0.01, ACCENTS["sky"], "dash"),
}


class RNNForgets(CaseByCase):
    """Recall by distance, of nets that learned over 20 steps, from many seeds."""

    name = "rnn-forgets"
    page = "how_far"
    title = N_("Does an RNN forget?")
    statement = N_("An RNN forgets what it read some steps ago; an LSTM does not.")
    question = N_(
        "An LSTM and a tanh RNN with as many parameters learn to name a flagged letter over at most 20 "
        "steps. Both start as PyTorch makes them, learn at the same rate and read the same batches. Asked 30 "
        "steps after the flag: which of them still name nine letters of ten, in most seeds?"
    )
    options = (N_("both"), N_("the LSTM alone"), N_("neither"))
    explanation = N_("""
At every step a tanh RNN computes its whole state anew. To keep a letter, the state must come back to where it
was; what is a little off at one step is further off at the next, and at some step the net says another
letter. An LSTM's cell is carried over and only scaled by the forget gate, which starts half open and learns
to open further where nothing is flagged.

What the tanh RNN lacks is not a place for the letter. The third net is the second one, from the same seeds
and with as many updates, only at three times the rate: it holds the letter, over 100 steps better than the
LSTM does. Four letters are few enough for a state each that pulls back whatever strays from it. A number, of
which any value must stay, is harder: see
[the counter](/step?task=counter&seq=%2B%2B%2B%2B........................).

The nets on [Step](/step?task=short-recall&rnn=parameters) are the first two of the picture, each from a
seed in the middle.
""")
    controls = (
        Slider("tries", N_("seeds"), 30, 5, 30, 5, N_("More would take too long.")),
        Slider("updates", N_("updates"), 1500, 300, 3000, 300, N_("More would take too long.")),
    )
    leads_to = "/step?task=short-recall&rnn=parameters"

    def cases(self, settings: Settings) -> Sequence[Row]:
        """The nets."""
        return [{"net": net} for net in ENTRANTS]

    def measure_one(self, case: Row, settings: Settings) -> Row:
        """The share of the letters that each seed names, at each of DISTANCES."""
        entrant = ENTRANTS[case["net"]]
        recipe = replace(
            grid(TASK, entrant.net)[0], learning_rate=entrant.learning_rate, steps=settings["updates"]
        )
        trained = train_stack(TASK, [(recipe, seed) for seed in range(settings["tries"])])
        return {"shares": [shares_by_distance(one.net, seed) for seed, one in enumerate(trained)]}

    def pictures(self, rows: Sequence[Row], settings: Settings, look: Look) -> tuple[Picture, ...]:
        """The medians of the seeds, in bands of the middle half."""
        drawn = [
            curve(
                _(net),
                DISTANCES,
                list(zip(*shares, strict=True)),
                {"accent": ENTRANTS[net].accent, "dash": ENTRANTS[net].dash, "markers": True},
            )
            for net, shares in _measured(rows).items()
        ]
        x, y = Axis(_("steps since the flag")), Axis(_("letters named"), span=(0, 1.02))
        alt = _("Share of the letters named, by steps since the flag, median of the seeds. {told}.")
        told = _in_words(rows) or _("nothing measured yet")
        return (Picture(curves(drawn, x, y, look), alt.format(told=told)),)

    def verdict(self, rows: Sequence[Row], settings: Settings) -> Verdict:
        """Who still knows the letter, in how many seeds."""
        measured = _measured(rows)
        counted = _("; ").join(
            _("{net} {knowing} of {seeds}").format(net=_(net), knowing=_knowing(shares), seeds=len(shares))
            for net, shares in measured.items()
        )
        return Verdict(
            _answer(measured),
            _(
                "Seeds that name {known:.0%} of the letters or more {asked} steps after the flag: {counted}. "
                "Letters named, median of the seeds: {told}. Guessing gives 0.25."
            ).format(known=KNOWN, asked=ASKED, counted=counted, told=_in_words(rows)),
            _(
                "It is as much a matter of training as of the cell: the third net is the second one, "
                "learning at a rate of {faster:g} in place of {rate:g}. Equal for all: {updates:,} updates "
                "of 32 sequences of 20 steps, PyTorch's own start, Adam, and about as many parameters."
            ).format(
                faster=ENTRANTS[FASTER].learning_rate,
                rate=ENTRANTS[RNN].learning_rate,
                updates=settings["updates"],
            ),
        )


@torch.no_grad()
def shares_by_distance(net: nn.Module, seed: int) -> list[float]:
    """The share of fresh sequences whose flagged letter is named so many steps later, for each distance."""
    inputs = DistantRecall(DISTANCES[-1] + 1).sample(TESTED, random_stream(seed, "test data"))
    right = TASK.right(net(inputs), TASK.label(inputs)).double().mean(1)  # (T,), from the flag on
    return [round(right[distance].item(), 3) for distance in DISTANCES]


def _measured(rows: Sequence[Row]) -> dict[str, list[list[float]]]:
    """Of each net measured so far, the shares by distance of every seed."""
    return {row["net"]: row["shares"] for row in rows if "shares" in row}


def _knowing(shares: Sequence[Sequence[float]]) -> int:
    """How many seeds still know the letter."""
    return sum(of_seed[DISTANCES.index(ASKED)] >= KNOWN for of_seed in shares)


def _answer(measured: dict[str, list[list[float]]]) -> int | None:
    """The option that is right; None where the seeds disagree."""
    lstm, rnn = (most(_knowing(measured[net]), len(measured[net])) for net in (LSTM, RNN))
    if lstm is None or rnn is None:
        return None
    return 2 if not lstm else 0 if rnn else 1


def _in_words(rows: Sequence[Row]) -> str:
    at = _("{share} after {steps}")
    says = _("{net}: {told}")
    return _("; ").join(
        says.format(
            net=_(net),
            told=_(", ").join(
                at.format(share=f"{median(of):.2f}", steps=steps)
                for steps, of in zip(DISTANCES, zip(*shares, strict=True), strict=True)
                if steps in (4, 20, 50, 100)
            ),
        )
        for net, shares in _measured(rows).items()
    )
