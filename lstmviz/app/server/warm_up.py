"""What is the same for all visitors is made before the first one asks."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import streamlit as st

from lstmviz.app.server.first_picture import SEEN
from lstmviz.app.server.open_files import raise_limit


@asynccontextmanager
async def warm_up(app: st.App) -> AsyncIterator[None]:
    """Get ready in the background while the server already answers; stop with it."""
    raise_limit()
    getting_ready = asyncio.create_task(get_ready())
    yield
    getting_ready.cancel()
    await asyncio.gather(getting_ready, return_exceptions=True)  # what failed is told on the page


async def get_ready() -> None:
    """What is loaded for jobs would take the cores from the first picture, which somebody waits for."""
    await asyncio.to_thread(make_first_picture)
    await SEEN.wait()
    await asyncio.to_thread(get_ready_for_jobs)


def make_first_picture() -> None:
    """Load torch and keep the front page's scene for whoever comes first."""
    from lstmviz.app.step.scene import stepper
    from lstmviz.app.step.view import StepView

    stepper(StepView())


def get_ready_for_jobs() -> None:
    """Load torch once more, in the process that the first job is for."""
    from lstmviz.app.running import jobs

    jobs().get_ready()
