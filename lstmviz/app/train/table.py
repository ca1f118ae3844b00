"""What is held equal in a training session, and what its nets are worth, as a table."""

from collections.abc import Sequence

import streamlit as st

from lstmviz.app.widgets import show_problem
from lstmviz.claims.spread import with_range
from lstmviz.learn.markdown import markdown_table
from lstmviz.learn.recipe import blank
from lstmviz.learn.saved_nets.kept import KeptCard
from lstmviz.learn.sessions.plan import MOST_SECONDS, Plan
from lstmviz.learn.sessions.session import TEST_SEQUENCES, Record
from lstmviz.learn.settings import UNCLIPPED, settings_of
from lstmviz.learn.tasks import TASKS
from lstmviz.nets.cells import CELLS
from lstmviz.nets.sequence import parameter_count

HEAD = ("net", "units", "parameters", "init", "learning rate", "sequences all right", "steps right", "loss")


def tell_budget(plan: Plan) -> None:
    """What is held equal, and what it will cost."""
    optimizer = (settings_of(plan)["optimizer"].choices or {})[plan.optimizer]
    clip = "not clipped" if plan.clip == UNCLIPPED else f"clipped at norm {plan.clip:g}"
    steps = TASKS[plan.task].of_length(plan.length).steps
    sizes = " and ".join(f"{_parameters(plan, net):,}" for net in (0, 1))
    st.markdown(
        f"A and B have {sizes} parameters. Both get {plan.steps:,} steps, each on {plan.batch} fresh "
        f"sequences of {steps} symbols, by {optimizer}, gradients {clip}; "
        f"seed{'s' if plan.seeds > 1 else ''} {_seeds(plan)}. "
        f"About {plan.seconds:.0f} s of computing on one core; the limit is {MOST_SECONDS}."
    )


def _seeds(plan: Plan) -> str:
    first, last = plan.all_seeds[0], plan.all_seeds[-1]
    return str(first) if first == last else f"{first} to {last}"


def _parameters(plan: Plan, net: int) -> int:
    return parameter_count(blank(TASKS[plan.task], plan.recipes[net]))


def tell_diverged(plan: Plan, tested: Sequence[Record]) -> None:
    """Say of every run that overflowed where it ended, and what to do."""
    for record in tested:
        if record["diverged"]:
            run = f"{plan.title(record['net'])}, seed {record['seed']}"
            show_problem(
                f"{run}: its loss or its gradient overflowed after {record['step']:,} steps. It ended there, "
                "with its last good weights. Choose a smaller learning rate, or clip the gradients."
            )


def show_kept(card: KeptCard) -> None:
    """How two kept nets were made, and what their training came to."""
    a, b = card.steps
    st.markdown(
        f"**Kept** on {card.date}, with torch {card.torch}: A as it was after {a:,} steps of training, B "
        f"after {b:,}, of seed {card.plan.first_seed}. The table is of the end of the training."
    )
    tell_budget(card.plan)
    show_results(card.plan, card.results)


def show_results(plan: Plan, tested: Sequence[Record]) -> None:
    """Both nets in a table, all seeds in each number."""
    st.markdown(
        f"**What they are worth** on {TEST_SEQUENCES} sequences that neither has seen: the median over the "
        "seeds (lowest to highest). The nets stepped through are those of the first seed."
    )
    st.markdown(markdown_table(HEAD, [_row(plan, net, tested) for net in (0, 1)]))


def _row(plan: Plan, net: int, tested: Sequence[Record]) -> tuple[str, ...]:
    start = plan.nets[net]
    tests = [record["test"] for record in tested if record["net"] == net]
    losses = [test["loss"] for test in tests if test["loss"] is not None]
    return (
        f"{'AB'[net]}: {CELLS[start.cell].title}",
        str(start.hidden),
        f"{_parameters(plan, net):,}",
        start.init,
        f"{start.learning_rate:g}",
        _score([test["sequences"] for test in tests]),
        _score([test["steps"] for test in tests]),
        _score(losses) if losses or not tests else "none that is finite",
    )


def _score(values: Sequence[float]) -> str:
    return with_range(values, "{:.3f}".format) if values else "not done"
