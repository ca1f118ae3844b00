"""What came of a training session: a table of both nets, what moved in them, and how they are kept."""

from collections.abc import Sequence
from pathlib import Path

import streamlit as st

from lstmviz.app.cards import spread
from lstmviz.app.navigation import link
from lstmviz.app.train_controls import CELLS, OPTIMIZER_TITLES
from lstmviz.app.train_job import folder_of, spec_of
from lstmviz.app.train_scenes import moved
from lstmviz.app.train_view import UNCLIPPED
from lstmviz.app.widgets import show_problem
from lstmviz.draw.quantities import CELLS as QUANTITIES
from lstmviz.errors import InputError
from lstmviz.learn.kept import MOST_KEPT, keep, zipped
from lstmviz.learn.plan import MOST_SECONDS, Plan
from lstmviz.learn.recipe import blank
from lstmviz.learn.session import TEST_SEQUENCES, Record
from lstmviz.learn.tasks import TASKS
from lstmviz.nets.sequence import parameter_count

HEAD = ("net", "units", "parameters", "init", "learning rate", "sequences all right", "steps right", "loss")


def tell_budget(plan: Plan) -> None:
    """What is held equal, and what it will cost."""
    clip = "not clipped" if plan.clip == UNCLIPPED else f"clipped at norm {plan.clip:g}"
    steps = TASKS[plan.task].of_length(plan.length).steps
    sizes = " and ".join(f"{_parameters(plan, net):,}" for net in (0, 1))
    st.markdown(
        f"A and B have {sizes} parameters. Both get {plan.steps:,} steps, each on {plan.batch} fresh "
        f"sequences of {steps} symbols, by {OPTIMIZER_TITLES[plan.optimizer]}, gradients {clip}; "
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


def show_results(plan: Plan, tested: Sequence[Record]) -> None:
    """Both nets in a table, all seeds in each number."""
    st.markdown(
        f"**What they are worth** on {TEST_SEQUENCES} sequences that neither has seen: the median over the "
        "seeds (lowest to highest). The nets stepped through are those of the first seed."
    )
    rows = [HEAD, ("---",) * len(HEAD), *(_row(plan, net, tested) for net in (0, 1))]
    st.markdown("\n".join(f"| {' | '.join(row)} |" for row in rows))


def _row(plan: Plan, net: int, tested: Sequence[Record]) -> tuple[str, ...]:
    start = plan.nets[net]
    tests = [record["test"] for record in tested if record["net"] == net]
    losses = [test["loss"] for test in tests if test["loss"] is not None]
    return (
        f"{'AB'[net]}: {CELLS[start.cell]}",
        str(start.hidden),
        f"{_parameters(plan, net):,}",
        start.init,
        f"{start.learning_rate:g}",
        spread([test["sequences"] for test in tests]) if tests else "not done",
        spread([test["steps"] for test in tests]) if tests else "not done",
        spread(losses) if losses else "none that is finite" if tests else "not done",
    )


def show_moved(folder: Path, plan: Plan, since: int, until: int) -> None:
    """For each net, the gate blocks and the single weights that moved farthest."""
    for net, place in enumerate(st.columns(2)):
        with place:
            blocks, weights = moved(folder, plan, net, since, until)
            gates = {line.name: f"{line.title} {line.symbol}" for line in QUANTITIES[plan.nets[net].cell]}
            table = ["| all weights of | in | move ‖Δ‖ | of ‖before‖ |", "|---|---|---:|---:|"]
            for block in blocks:
                place_of = f"{gates[block.gate]} | {_short(block.parameter)}"
                table.append(f"| {place_of} | {block.absolute:.2f} | {_share(block.relative)} |")
            table += ["", "| one weight | before | after |", "|---|---:|---:|"]
            for one in weights:
                place_of = f"{gates[one.gate]}, {_short(one.parameter)}, unit {one.unit}, column {one.column}"
                table.append(f"| {place_of} | {one.before:.2f} | {one.after:.2f} |")
            st.markdown("\n".join([f"**{plan.title(net)}**", "", *table]))


def _short(parameter: str) -> str:
    return parameter.removesuffix("_l0")


def _share(relative: float | None) -> str:
    return "from 0" if relative is None else f"{relative:.0%}"


def offer_keeping(plan: Plan, at: int, tested: Sequence[Record]) -> None:
    """A button that keeps both nets as they are shown; then links that step through them, and a download."""
    key = f"kept {spec_of(plan).id} {at}"
    with st.container(horizontal=True, vertical_alignment="center"):
        if st.button(f"Keep these nets (the last {MOST_KEPT} used are kept)"):
            try:
                st.session_state[key] = keep(folder_of(plan), plan, at, tested)
            except InputError as error:
                show_problem(str(error))
        if name := st.session_state.get(key):
            link("Step through them", f"/step?task={plan.task}&kept={name}")
            link("Change them in What if", f"/what-if?task={plan.task}&kept={name}")
            st.download_button(
                "Download", lambda: zipped(name), f"lstmviz-{name}.zip", "application/zip", on_click="ignore"
            )
