"""What is held equal in a training session, and what its nets are worth, as a table."""

from collections.abc import Sequence

import streamlit as st

from lstmviz.app.widgets import show_problem, show_table
from lstmviz.claims.spread import with_range
from lstmviz.languages import N_
from lstmviz.languages import gettext as _
from lstmviz.learn.recipe import parameters
from lstmviz.learn.saved_nets.kept import KeptCard
from lstmviz.learn.sessions.plan import MOST_SECONDS, Plan
from lstmviz.learn.sessions.session import TEST_SEQUENCES, Record
from lstmviz.learn.settings import UNCLIPPED, settings_of
from lstmviz.learn.tasks import TASKS
from lstmviz.nets.cells import CELLS

HEAD = (
    N_("net"),
    N_("units"),
    N_("parameters"),
    N_("init"),
    N_("learning rate"),
    N_("sequences all right"),
    N_("steps right"),
    N_("loss"),
)


def tell_budget(plan: Plan) -> None:
    """What is held equal, and what it will cost."""
    optimizer = (settings_of(plan)["optimizer"].choices or {})[plan.optimizer]
    clip = (
        _("not clipped") if plan.clip == UNCLIPPED else _("clipped at norm {norm:g}").format(norm=plan.clip)
    )
    a, b = (parameters(TASKS[plan.task], recipe) for recipe in plan.recipes)
    st.markdown(
        _(
            "**Equal for both:** {updates:,} updates by {optimizer}, each on {batch} fresh sequences of "
            "{symbols} symbols; gradients: {clip}; seeds: {seeds}. A has {a:,} parameters, B has {b:,}. "
            "This takes about {seconds:.0f} s of computing on one core; the limit is {most}."
        ).format(
            updates=plan.steps,
            optimizer=_(optimizer),
            batch=plan.batch,
            symbols=TASKS[plan.task].of_length(plan.length).steps,
            clip=clip,
            seeds=", ".join(map(str, plan.all_seeds)),
            a=a,
            b=b,
            seconds=plan.seconds,
            most=MOST_SECONDS,
        )
    )


def tell_diverged(plan: Plan, tested: Sequence[Record]) -> None:
    """Say of every run that overflowed where it ended, and what to do."""
    for record in tested:
        if record["diverged"]:
            says = _(
                "{net}, seed {seed}: the loss or the gradient overflowed after {updates:,} updates. The run "
                "ended there, with its last good weights. Choose a smaller learning rate, or clip the "
                "gradients."
            )
            named = {"net": plan.title(record["net"]), "seed": record["seed"], "updates": record["step"]}
            show_problem(says.format(**named))


def show_kept(card: KeptCard) -> None:
    """How two kept nets were made, and what their training came to."""
    a, b = card.steps
    st.markdown(
        _(
            "**Kept** on {date}, with torch {torch}: A as it was after {a:,} updates, B after {b:,}, of seed "
            "{seed}. The table shows the end of the training."
        ).format(date=card.date, torch=card.torch, a=a, b=b, seed=card.plan.first_seed)
    )
    tell_budget(card.plan)
    show_results(card.plan, card.results)


def show_results(plan: Plan, tested: Sequence[Record]) -> None:
    """Both nets in a table, all seeds in each number."""
    st.markdown(
        _(
            "**Results on {sequences} sequences that neither net has seen:** the median of the seeds "
            "(lowest to highest). The nets that one steps through are those of the first seed."
        ).format(sequences=TEST_SEQUENCES)
    )
    show_table([_(title) for title in HEAD], [_row(plan, net, tested) for net in (0, 1)])


def _row(plan: Plan, net: int, tested: Sequence[Record]) -> tuple[str, ...]:
    start = plan.nets[net]
    tests = [record["test"] for record in tested if record["net"] == net]
    losses = [test["loss"] for test in tests if test["loss"] is not None]
    return (
        f"{'AB'[net]}: {_(CELLS[start.cell].title)}",
        str(start.hidden),
        f"{parameters(TASKS[plan.task], plan.recipes[net]):,}",
        start.init,
        f"{start.learning_rate:g}",
        _score([test["sequences"] for test in tests]),
        _score([test["steps"] for test in tests]),
        _score(losses) if losses or not tests else _("no finite value"),
    )


def _score(values: Sequence[float]) -> str:
    return with_range(values, "{:.3f}".format) if values else _("not done yet")
