"""The conveyor belt: what a trained LSTM's cell carries, what the gates let through, and how old it is."""

from collections.abc import Iterator, Sequence
from statistics import mean
from typing import Any

from torch import Tensor, nn

from lstmviz.claims.claim import Choice, Claim, Row, Settings, Slider, Verdict
from lstmviz.draw.charts import Axis, Picture, Series, bars, curves
from lstmviz.draw.figures import Look
from lstmviz.draw.quantities import quantities_of
from lstmviz.internals.edits import Edit
from lstmviz.internals.layers import Layer
from lstmviz.internals.memory import ledger
from lstmviz.internals.trace import trace
from lstmviz.languages import N_
from lstmviz.languages import gettext as _
from lstmviz.learn.saved_nets.shipped import SHIPPED, load
from lstmviz.learn.tasks import TASKS

RECENT = 10  # steps
BOUNDS = (0.1, 0.5)  # between the three answers
READS = {
    "recall": "one flag",
    "anbn": "eight of each",
    "adding": "two marks",
}  # else the task's first example
ACCENTS = {quantity.name: quantity.accent for quantity in quantities_of("lstm")}
LOOKS: dict[str, dict[str, Any]] = {
    "carried": {"accent": ACCENTS["forget_gate"], "dash": "dash"},
    "written": {"accent": ACCENTS["input_gate"], "dash": "dot"},
    "cell": {"accent": ACCENTS["cell"]},
    "read": {"accent": ACCENTS["output_gate"], "dash": "dashdot"},
}
TITLES = {"carried": N_("f · c before"), "written": "i · g", "cell": "c", "read": "h = o · tanh c"}


class Conveyor(Claim):
    """A shipped LSTM over its example sequence, step by step."""

    name = "conveyor"
    page = "networks"
    title = N_("LSTM")
    statement = N_(
        "The cell state is a conveyor belt that meets only few linear operations; three gates filter old "
        "memory, new information and read-out."
    )
    question = N_(
        "In Recall a letter is flagged at step 5, and the LSTM names it up to step 50. Of all that is in its "
        "cells at step 50, how much was written in the last 10 steps?"
    )
    options = (
        N_("Next to nothing: the letter has lain on the belt since step 5"),
        N_("Some of it, up to a half"),
        N_("Most of it"),
    )
    explanation = N_("""
The belt is one line: **cₜ = fₜ cₜ₋₁ + iₜ gₜ** (Hochreiter & Schmidhuber 1997; the forget gate: Gers,
Schmidhuber & Cummins 2000). The forget gate f filters the old memory, the input gate i the new information
g, the output gate o what is read: hₜ = oₜ tanh(cₜ). Each gate is a number from 0 to 1. No weight matrix and
no squashing lies on the way from cₜ₋₁ to cₜ, so what was written is only ever scaled: the product of the
forget gates since is what is left of it. A gate lies between 0 and 1 like a probability, but it is not one:
it does not draw lots, it multiplies.

But the gates and g read hₜ₋₁, which is read from the belt. Through them a net can write again what it is
about to lose, and that way is not linear. It is how the LSTM shipped for *Recall* holds its letter; the one
for *Temporal order* leaves far more lying on the belt.
""")
    controls = (
        Choice("task", N_("Task"), "recall", {name: task.title for name, task in SHIPPED.items()}),
        Slider(
            "unit", N_("Unit"), 0, 0, 7, 1, N_("The nets have 2 to 8 units; beyond them, the last is shown.")
        ),
    )
    quick = True
    leads_to = "/?task=recall"

    def expected(self, settings: Settings) -> int:
        """One row a step."""
        return len(_tokens(settings))

    def measure(self, settings: Settings) -> Iterator[Row]:
        """What passes on one unit's belt, and how much of the end's memory each step wrote."""
        tokens, task = _tokens(settings), TASKS[settings["task"]]
        lstm, x = load(task.name, "lstm").net.recurrent, task.encode(tokens)
        unit = min(int(settings["unit"]), lstm.hidden_size - 1)
        by_step = _belt(lstm, x, unit)
        for at, token in enumerate(tokens):
            numbers = {name: values[at].item() for name, values in by_step.items()}
            yield {"step": at + 1, "token": token, "unit": unit} | numbers

    def before_guess(self, rows: Sequence[Row]) -> Sequence[Row]:
        """The belt, and not yet when it was loaded."""
        return [row | {"share": None} for row in rows]

    def pictures(self, rows: Sequence[Row], settings: Settings, look: Look) -> tuple[Picture, ...]:
        """What passes on the unit's belt, and when what is on all belts at the end was written."""
        steps = [row["step"] for row in rows]
        lines = [Series(_(TITLES[name]), steps, [row[name] for row in rows], **LOOKS[name]) for name in LOOKS]
        shares = Series(_("written"), steps, [row["share"] for row in rows], ACCENTS["cell"])
        ages = bars([shares], Axis(_("share of the cells’ memory at the end")), look)
        ages["layout"]["xaxis"]["title"] = {"text": _("written at step")}
        unit = rows[0]["unit"] if rows else settings["unit"]
        read = "".join(row["token"] for row in rows)
        known = [row["share"] for row in rows if row["share"] is not None]
        told = _("the last {n} steps {share:.2f}").format(n=RECENT, share=sum(known[-RECENT:]))
        return (
            Picture(
                curves(lines, Axis(_("step")), Axis(_("unit {unit}").format(unit=unit)), look),
                _(
                    "Unit {unit} of the LSTM reading “{read}”: what the forget gate keeps of the cell, what "
                    "is written, the cell state, and what is read out, step by step."
                ).format(unit=unit, read=read),
            ),
            Picture(
                ages,
                _("Of all cells’ memory at the end, by the step that wrote it: {told}.").format(
                    told=told if known else _("not shown yet")
                ),
            ),
        )

    def verdict(self, rows: Sequence[Row], settings: Settings) -> Verdict:
        """How old the memory is, how straight the belt."""
        recent = sum(row["share"] for row in rows[-RECENT:])
        off = max(abs(row["cell"] - row["carried"] - row["written"]) for row in rows)
        gates = _(", ").join(f"{gate} {mean(row[gate] for row in rows):.2f}" for gate in "fio")
        last, at = rows[-1], _middle(len(rows))
        return Verdict(
            sum(recent > bound for bound in BOUNDS) if settings["task"] == "recall" else None,
            _(
                "Of what is in the cells at step {step}, the last {n} steps wrote {recent:.0%}. In unit "
                "{unit}, c = f · c before + i · g: max |Δ| = {off:.0e}; the gates are on average {gates}. "
                "Of 1 added to its cell at step {at}, the forget gates alone leave {held:.3f} at the end; "
                "where the gates react to it, {changed:.3f} is left."
            ).format(n=RECENT, recent=recent, off=off, gates=gates, at=at + 1, **last),
            _(
                "The belt is linear as long as the gates are taken as they were. They are not: they read h, "
                "which is read from the belt. How far it carries depends on the forget gates that were "
                "learned, and differs from task to task and from unit to unit."
            ),
        )


def _tokens(settings: Settings) -> tuple[str, ...]:
    task = TASKS[settings["task"]]
    return task.tokens(task.example(READS[task.name]) if task.name in READS else task.first_example)


def _middle(steps: int) -> int:
    """Where 1 is added, after a third of the sequence; counted from 0."""
    return steps // 3


def _belt(lstm: nn.Module, x: Tensor, unit: int) -> dict[str, Tensor]:
    """Of one unit at every step, (T,) each; `share` alone is of all units."""
    layer = _layer(lstm, x)
    passes = {
        "carried": layer.forget_gate * layer.previous_cell,
        "written": layer.input_gate * layer.candidate,
        "cell": layer.cell,
        "read": layer.hidden,
        "f": layer.forget_gate,
        "i": layer.input_gate,
        "o": layer.output_gate,
    }
    left = ledger(layer, len(x) - 1)[1:, 0].abs().sum(dim=1)  # (T,)
    of_unit = {name: values[:, 0, unit] for name, values in passes.items()}
    return of_unit | {"share": left / left.sum()} | _one_more(lstm, x, layer, unit)


def _one_more(lstm: nn.Module, x: Tensor, layer: Layer, unit: int) -> dict[str, Tensor]:
    """What becomes of 1 added to the cell, with the gates reacting and with the gates as they were: (T,)."""
    at = _middle(len(x))
    edited = _layer(lstm, x, [Edit("cell", 1.0, mode="add", units=[unit], steps=[at])])
    gates = layer.forget_gate[:, 0, unit].clone()
    gates[: at + 1] = 1.0
    held = gates.cumprod(dim=0)
    held[:at] = 0.0
    return {"changed": (edited.cell - layer.cell)[:, 0, unit], "held": held}


def _layer(lstm: nn.Module, x: Tensor, edits: Sequence[Edit] = ()) -> Layer:
    return trace(lstm, x, edits=edits).layers[0]
