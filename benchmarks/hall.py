"""What a hall costs: so many visitors who join at once, act, wait for jobs, lose the network and come back.

Run it with `python -m benchmarks.hall [--visitors 200] [--seconds 60]`, on Linux; it needs Chromium, to see
which files a browser asks for. Its visitors have no screen (hall_client.py); they and the server share the
machine's cores, and all stays on it. The floor, in the same run: a bare Streamlit page with a text field.
With 60 seconds it takes about 20 minutes, most for ROUNDS of half as long, with a training and without.
"""

import argparse
import asyncio
import tempfile
from collections.abc import Iterable
from pathlib import Path
from statistics import median

from benchmarks.hall_visits import (
    AWAY,
    CHANGED,
    PAUSE,
    RAMP,
    Load,
    bear,
    bear_beside,
    cut_off,
    files_of,
    join,
    own_sequences,
    sliding,
    started,
    typing,
)
from benchmarks.page import READY

MOST_VISITORS, MOST_SECONDS = 400, 300
WAITING = 40  # jobs, as many as one address may have
JOINS = 3  # of each kind, by turns
ROUNDS = 5  # of a page without a training and beside one, by turns: one round's slowest acts are chance
BARE = """
import streamlit as st
st.title("bare")
st.write(st.text_input("text"))
"""
OF_LOAD = "acts a second | CPU ms an act"


def main() -> None:
    """Print all tables."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.hall")
    parser.add_argument(
        "--visitors", type=int, default=200, help=f"up to {MOST_VISITORS}; default %(default)s"
    )
    parser.add_argument("--seconds", type=float, default=60, help="of each load; default %(default)s")
    given = parser.parse_args()
    visitors, seconds = min(given.visitors, MOST_VISITORS), min(given.seconds, MOST_SECONDS)
    with tempfile.TemporaryDirectory() as folder:
        bare = Path(folder) / "bare.py"
        bare.write_text(BARE)
        joining(str(bare), visitors)
        print()
        acting(str(bare), visitors, seconds)
        print()
        waiting(str(bare), visitors, seconds)
        print()
        returning(visitors)


def joining(bare: str, visitors: int) -> None:
    """All come within RAMP: with all files that a browser asks for, and with the websocket alone; medians."""
    print(f"| {visitors} join within {RAMP:g} s | the last has its page after | of the bare one's time |")
    print("|---|---:|---:|")
    rows = {
        "a bare page, with its files": (bare, ["/"], "input"),
        "Step, by one link, with its files": ("app.py", ["/"], READY),
        "a bare page": (bare, ["/"], ""),
        "Step, by one link": ("app.py", ["/"], ""),
        "Step, each with a sequence of their own": ("app.py", own_sequences(visitors), ""),
        "What if, by one link": ("app.py", [CHANGED], ""),
    }
    took: dict[str, list[float]] = {what: [] for what in rows}
    for _ in range(JOINS):
        for what, (app, paths, ready) in rows.items():
            with started(app) as server:
                files = files_of(server.address, ready) if ready else []
                took[what].append(asyncio.run(join(server, paths, visitors, files)))
    for what, (_app, _paths, ready) in rows.items():
        floor = took["a bare page, with its files" if ready else "a bare page"]
        ratios = [one / least for one, least in zip(took[what], floor, strict=True)]
        print(f"| {what} | {median(took[what]):.1f} s | {median(ratios):.2f} |", flush=True)


def acting(bare: str, visitors: int, seconds: float) -> None:
    """All act now and then, each on a page of their own."""
    print(f"| {visitors} act, each every {PAUSE:g} s | median ms | 95 % within ms | {OF_LOAD} | memory |")
    print("|---|---:|---:|---:|---:|---:|")
    rows = {
        "a bare page": (bare, "/", typing),
        "Step": ("app.py", "/", typing),
        "What if": ("app.py", CHANGED, sliding),
    }
    for what, (app, path, act) in rows.items():
        with started(app) as server:
            load = asyncio.run(bear(server, path, visitors, seconds, act))
            print(f"| {what} | {row([load])} | {server.megabytes():.0f} MB |", flush=True)


def waiting(bare: str, visitors: int, seconds: float) -> None:
    """All act while others wait for their jobs on Step's server, one of which runs; medians of ROUNDS."""
    print(f"| {visitors} act, each every {PAUSE:g} s | median ms | 95 % within ms | {OF_LOAD} | of idle |")
    print("|---|---:|---:|---:|---:|---:|")
    loads: dict[int, list[list[Load]]] = {0: [], WAITING: []}
    for _ in range(ROUNDS):
        for jobs, rounds in loads.items():  # each time anew: who was there before is remembered, and costs
            with started(bare) as floor, started() as server:
                rounds.append(asyncio.run(bear_beside(jobs, server, [floor, server], visitors, seconds / 2)))
    idle, busy = (list(zip(*rounds, strict=True)) for rounds in loads.values())
    for what, before, beside in zip(["a bare page", "Step"], idle, busy, strict=True):
        ratios = [two.slowest / one.slowest for one, two in zip(before, beside, strict=True)]
        print(f"| {what}, nobody trains | {row(before)} | |")
        print(f"| {what}, {WAITING} wait for a training | {row(beside)} | {median(ratios):.2f} |", flush=True)


def returning(visitors: int) -> None:
    """The network is gone for AWAY seconds."""
    with started() as server:
        same_session, same_picture = asyncio.run(cut_off(server, visitors))
    print(f"| {visitors} cut off for {AWAY:g} s | come back |\n|---|---:|")
    print(f"| to their own session | {same_session} |\n| to the same picture | {same_picture} |")


def row(loads: Iterable[Load]) -> str:
    """The medians of a page's loads, as columns."""
    halfway, slowest, rate, each = map(median, zip(*(load.figures for load in loads), strict=True))
    return f"{halfway:.0f} | {slowest:.0f} | {rate:.1f} | {each:.1f}"


if __name__ == "__main__":
    main()
