"""Gates as probabilities: what a trained LSTM answers when its gates are drawn, wholly open or shut."""

from collections.abc import Iterator, Sequence

import torch
from torch import Tensor

from lstmviz.claims.claim import Choice, Claim, Row, Settings, Verdict
from lstmviz.draw.charts import Axis, Picture, Series, bars
from lstmviz.draw.colours import FAINT, NETS
from lstmviz.draw.figures import Look
from lstmviz.internals.modules import weights as weights_of
from lstmviz.languages import N_
from lstmviz.languages import gettext as _
from lstmviz.learn.recipe import random_stream
from lstmviz.learn.saved_nets.shipped import SHIPPED, load
from lstmviz.nets.cells import CELLS
from lstmviz.nets.cells.cell import Edit
from lstmviz.nets.recurrent import run_steps
from lstmviz.nets.sequence import SequenceNet
from lstmviz.nets.weights import Weights

GATES = ("forget_gate", "input_gate", "output_gate")
SEQUENCES = 200
WORSE = 0.1  # share of the answers


class DrawnGates(Claim):
    """The shipped LSTM of every task, with its gates as they are and with gates drawn from them."""

    name = "drawn-gates"
    page = "networks"
    title = N_("Gates as probabilities")
    statement = N_("A gate lies between 0 and 1 and can be seen as the probability that something passes.")
    question = N_(
        "Take it at its word: at every step each gate is drawn, wholly open with the probability that the "
        "trained LSTM gives it, wholly shut otherwise. On average as much passes as before. On how many "
        "of the 8 tasks does the LSTM get more than 0.1 of its answers wrong that were right?"
    )
    options = (N_("on none"), N_("on some"), N_("on all or all but one"))
    explanation = N_("""
A gate is a factor: 0.9 lets nine tenths pass, every time. As a probability it would let all of it pass nine
times in ten and nothing the tenth. On average that is the same, along the way it is not: a cell that is
shut off once has forgotten, and no later step brings it back. Over fifty steps a forget gate of 0.98
scales what it holds to about a third; drawn, it keeps all of it in about a third of the runs, and
nothing in the others.

So the picture of the probability fits one step, not a memory. Where something in an LSTM is drawn at random,
as in dropout on its recurrent path (Semeniuta, Severyn & Barth 2016) or zoneout (Krueger et al. 2017), the
net is trained with the drawing.
""")
    controls = (
        Choice(
            "gates",
            N_("drawn"),
            "all",
            {
                "all": N_("all three gates"),
                "forget_gate": N_("forget gate"),
                "input_gate": N_("input gate"),
                "output_gate": N_("output gate"),
            },
        ),
    )
    quick = True

    def expected(self, settings: Settings) -> int:
        """A row a task."""
        return len(SHIPPED)

    def measure(self, settings: Settings) -> Iterator[Row]:
        """Share of the answers right, as the gates are and as they are drawn."""
        drawn = GATES if settings["gates"] == "all" else (settings["gates"],)
        for name, task in SHIPPED.items():
            inputs = task.sample(SEQUENCES, random_stream(0, "test data"))
            labels, net, coins = task.label(inputs), load(name, "lstm").net, random_stream(0, "weights")

            def coin(quantity: str, value: Tensor, coins: torch.Generator = coins) -> Tensor:
                return torch.bernoulli(value, generator=coins) if quantity in drawn else value

            said = {"set": net(inputs), "drawn": with_gates(net, inputs, coin)}
            yield {"task": name} | {
                how: round(task.step_score(answers, labels), 4) for how, answers in said.items()
            }

    def pictures(self, rows: Sequence[Row], settings: Settings, look: Look) -> tuple[Picture, ...]:
        """Both shares, side by side, a pair a task."""
        titles = [_(SHIPPED[row["task"]].title) for row in rows]
        series = [
            Series(_("gates as they are"), titles, [row["set"] for row in rows], FAINT),
            Series(_("gates drawn"), titles, [row["drawn"] for row in rows], NETS["lstm"], dash="dash"),
        ]
        told = _("; ").join(_in_words(row) for row in rows) or _("nothing measured yet")
        drawn = bars(series, Axis(_("answers right"), span=(0, 1.05)), look)
        alt = _("Share of the answers right, gates as they are and drawn: {told}.").format(told=told)
        return (Picture(drawn, alt),)

    def verdict(self, rows: Sequence[Row], settings: Settings) -> Verdict:
        """On how many tasks answers are lost."""
        lost = [row["task"] for row in rows if row["set"] - row["drawn"] > WORSE]
        right = 0 if not lost else 2 if len(lost) >= len(SHIPPED) - 1 else 1
        return Verdict(
            right if dict(settings) == self.defaults() else None,
            _(
                "More than {worse:.1f} of the answers are lost on {lost} of {tasks} tasks. Answers right, "
                "gates as they are and drawn: {told}."
            ).format(
                worse=WORSE,
                lost=len(lost),
                tasks=len(rows),
                told=_("; ").join(_in_words(row) for row in rows),
            ),
            _(
                "Measured on the LSTMs that are shipped, {sequences} fresh sequences a task, one draw for "
                "every gate, unit and step. It holds for nets that were trained with gates as factors; how "
                "much is lost depends on how near to 0 and 1 they have come."
            ).format(sequences=SEQUENCES),
        )


@torch.no_grad()
def with_gates(net: SequenceNet, inputs: Tensor, edit: Edit) -> Tensor:
    """What the net answers when every quantity of its LSTM goes through `edit`: (T, B, answers)."""
    cell, layer = CELLS["lstm"], net.recurrent
    weights = Weights(weights_of(layer, "l0"))
    state = dict.fromkeys(cell.states, inputs.new_zeros(inputs.shape[1], layer.hidden_size))
    hidden, _ = run_steps(cell, weights.input(inputs), state, weights, edit)
    answers: Tensor = net.readout(torch.stack(hidden))
    return answers


def _in_words(row: Row) -> str:
    says = _("{task} {as_they_are:.2f} and {drawn:.2f}")
    return says.format(task=_(SHIPPED[row["task"]].title), as_they_are=row["set"], drawn=row["drawn"])
