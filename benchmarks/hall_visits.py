"""What visitors do to a server, and how it bears it: come in, act, wait for jobs, lose the network."""

import asyncio
import os
import random
import tempfile
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Iterator, Sequence
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path
from statistics import median, quantiles
from typing import NamedTuple
from unittest.mock import patch
from urllib.parse import urlsplit
from urllib.request import Request, urlopen

from benchmarks.hall_client import Visitor
from benchmarks.page import chromium, computed_alone, open_page, server_process, wait_until_at_rest
from lstmviz.app.server.first_picture import PATH

RAMP = 2.0  # seconds in which all join
PAUSE = 10.0  # seconds between two acts of a visitor, on average
AWAY = 10.0  # seconds without a network
LETTERS = "abcdABCD"
CHANGED = "/what-if?changes=forget_gate,set,0.5,u0,t1-20"

Act = Callable[[Visitor, int], Awaitable[float]]
"""What a visitor does the n-th time, n from 1; the seconds until the page has answered."""


class Load(NamedTuple):
    """How a server bore what was asked of it."""

    took: list[float]  # seconds, of every act
    seconds: float  # of all of it
    cpu: float  # seconds of the server's, without its jobs'

    @property
    def slowest(self) -> float:
        """Milliseconds that all but one act of twenty stay below."""
        return 1000 * quantiles(self.took, n=20)[-1]

    @property
    def figures(self) -> tuple[float, ...]:
        """Its columns."""
        rate, each = len(self.took) / self.seconds, 1000 * self.cpu / len(self.took)
        return 1000 * median(self.took), self.slowest, rate, each


class Server(NamedTuple):
    """A running server."""

    address: str
    process: int

    def megabytes(self) -> float:
        """Memory that it holds."""
        pages = int(Path(f"/proc/{self.process}/statm").read_text().split()[1])
        return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


@contextmanager
def started(app: str = "app.py") -> Iterator[Server]:
    """A server that has loaded all it needs, and knows of no job."""
    own_folder = tempfile.TemporaryDirectory(ignore_cleanup_errors=True)
    with (
        own_folder as jobs,
        patch.dict(os.environ, LSTMVIZ_JOBS=jobs),
        server_process(app) as (address, process),
    ):
        server = Server(address, process)
        asyncio.run(_visit_once(address + (CHANGED if app == "app.py" else "/")))
        if app == "app.py":  # its browser says that it has drawn: all else is loaded then
            urlopen(Request(f"{address}/{PATH}", method="POST")).close()
        wait_until_at_rest(process)
        yield server


async def _visit_once(address: str) -> None:
    async with in_the_hall([address]):
        pass


@asynccontextmanager
async def in_the_hall(addresses: Sequence[str]) -> AsyncIterator[list[Visitor]]:
    """Visitors who have opened these addresses."""
    visitors = [Visitor(address) for address in addresses]
    await asyncio.gather(*(visitor.open() for visitor in visitors))
    yield visitors
    await asyncio.gather(*(visitor.close() for visitor in visitors))


def own_sequences(count: int) -> list[str]:
    """Step at a sequence for each."""
    draw = random.Random(0)
    return [f"/?seq={''.join(draw.choices(LETTERS, k=50))}" for _ in range(count)]


def files_of(address: str, ready: str) -> list[str]:
    """The paths that a browser asks for until it shows the page."""
    with chromium() as browser:
        page, _ = open_page(browser, address, ready)
        found: list[str] = page.evaluate("performance.getEntriesByType('resource').map((one) => one.name)")
    others = ("_stcore", f"/{PATH}")  # what is said of itself, and not a file
    return [
        urlsplit(one).path
        for one in found
        if one.startswith(f"{address}/") and not any(other in one for other in others)
    ]


async def join(server: Server, paths: Sequence[str], count: int, files: list[str]) -> float:
    """Seconds until the last of so many has its page; they come evenly within RAMP."""
    visitors = [Visitor(server.address + paths[number % len(paths)]) for number in range(count)]

    async def come(number: int, visitor: Visitor) -> None:
        await asyncio.sleep(RAMP * number / count)
        if files:
            await visitor.fetch(files)
        await visitor.open()

    began = time.perf_counter()
    await asyncio.gather(*(come(number, visitor) for number, visitor in enumerate(visitors)))
    took = time.perf_counter() - began
    await asyncio.gather(*(visitor.close() for visitor in visitors))
    return took


async def typing(visitor: Visitor, number: int) -> float:
    """Type another sequence."""
    draw = random.Random(f"{visitor.session} {number}")
    return await visitor.move("text_input", "string_value", "".join(draw.choices(LETTERS, k=50)))


async def sliding(visitor: Visitor, number: int) -> float:
    """Let go of the slider of the change that the link names."""
    value = random.Random(f"{visitor.session} {number}").random()
    return await visitor.change(f"forget_gate,set,{value:.2f},u0,t1-20")


async def bear(server: Server, path: str, count: int, seconds: float, act: Act) -> Load:
    """So many visitors of a page act for so long, at random times."""
    took: list[float] = []

    async def stay(visitor: Visitor) -> None:
        draw, number, end = random.Random(visitor.session), 0, time.perf_counter() + seconds
        while (pause := draw.expovariate(1 / PAUSE)) < end - time.perf_counter():
            await asyncio.sleep(pause)
            number += 1
            took.append(await act(visitor, number))

    async with in_the_hall([server.address + path] * count) as visitors:
        began, cpu = time.perf_counter(), computed_alone(server.process)
        await asyncio.gather(*map(stay, visitors))
        return Load(took, time.perf_counter() - began, computed_alone(server.process) - cpu)


async def bear_beside(
    jobs: int, server: Server, pages: Iterable[Server], count: int, seconds: float
) -> list[Load]:
    """How each page is borne beside so many others who ask a server for a training each; 0: beside nobody."""
    async with training(server, jobs):
        return [await bear(page, "/", count, seconds, typing) for page in pages]


@asynccontextmanager
async def training(server: Server, count: int) -> AsyncIterator[None]:
    """So many visitors have asked for a training each, and watch; all but one or two of them wait."""
    addresses = [f"{server.address}/train?steps=10000&first={seed}" for seed in range(count)]
    async with in_the_hall(addresses) as visitors:
        for visitor in visitors:
            await visitor.move("button Train", "trigger_value", True)
            visitor.states.clear()
        watching = [asyncio.create_task(visitor.watch()) for visitor in visitors]
        yield
        for task in watching:
            task.cancel()
        await asyncio.gather(*watching, return_exceptions=True)


async def cut_off(server: Server, count: int) -> tuple[int, int]:
    """How many of so many come back to their session, and to their picture."""
    addresses = [server.address + path for path in own_sequences(count)]
    async with in_the_hall(addresses) as visitors:
        before = [(visitor.session, visitor.picture) for visitor in visitors]
        for visitor in visitors:
            visitor.cut()
        await asyncio.sleep(AWAY)
        await asyncio.gather(*(visitor.open() for visitor in visitors))
        after = [(visitor.session, visitor.picture) for visitor in visitors]
    pairs = list(zip(before, after, strict=True))
    return sum(one[0] == other[0] for one, other in pairs), sum(one[1] == other[1] for one, other in pairs)
