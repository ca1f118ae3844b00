"""What is the same for all visitors is made before the first one asks, and the server is looked after."""

import asyncio
import gc
import inspect
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from importlib import import_module

import streamlit as st

from lstmviz.app.server.first_picture import SEEN
from lstmviz.app.server.half_open import close_half_open
from lstmviz.app.server.no_delay import send_at_once
from lstmviz.app.server.open_files import half_open_within, raise_limit

LONGEST_WAIT = 15.0  # seconds for a first visitor, before all else is loaded without one
RARELY = 100  # times as many of its shorter collections of garbage until a whole one; Python has 10
PAGES = ("what_if", "memory", "train", "claims")  # beside the front page: folders of lstmviz/app


@asynccontextmanager
async def warm_up(app: st.App) -> AsyncIterator[None]:
    """Get ready in the background while the server already answers; stop with it."""
    send_at_once()
    looking_after = close_half_open(half_open_within(raise_limit()))
    tasks = [asyncio.create_task(one) for one in (get_ready(), looking_after)]
    yield
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)  # what failed is told on the page


async def get_ready() -> None:
    """What else is loaded would take the cores from the first picture, which somebody waits for."""
    await asyncio.to_thread(make_first_picture)
    with suppress(TimeoutError):
        await asyncio.wait_for(SEEN.wait(), LONGEST_WAIT)
    await asyncio.to_thread(get_ready_for_pages)
    await asyncio.to_thread(get_ready_for_jobs)
    collect_rarely()


def make_first_picture() -> None:
    """Load the front page and keep its scene for whoever comes first; torch is not loaded for it."""
    from lstmviz.app.step.stepper import FRONT, stepper

    import_module("lstmviz.app.step.page")
    inspect.stack()  # Streamlit does so at the first element; Python looks at every module then, once
    stepper(FRONT)


def get_ready_for_pages() -> None:
    """Load torch, which takes a second, and the other pages; the first run of a net takes longer too."""
    from lstmviz.app.step.stepper import FRONT, computed

    computed(FRONT)
    for page in PAGES:
        import_module(f"lstmviz.app.{page}.page")
    import_module("pandas")  # which Streamlit loads for the first chart


def get_ready_for_jobs() -> None:
    """Load torch once more, in the process that the first job is for."""
    from lstmviz.app.running import jobs

    jobs().get_ready()


def collect_rarely() -> None:
    """Leave what is loaded by now out of the collections of garbage, and hold a whole one less often.

    All visitors wait for it: for 0.35 s with torch and 200 of them, every third second that they act.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(*gc.get_threshold()[:2], RARELY)
