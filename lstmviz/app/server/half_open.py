"""Connections on which no request comes are closed: they would take the places of those who come.

A server waits for the first request of a connection, and for the rest of one that has begun, as long as it
takes. A browser's spare connection says nothing; nor does a laptop that was shut, or one who means harm.
"""

import asyncio
import gc
import time
from collections.abc import Iterable
from typing import Any, NamedTuple

from uvicorn.server import Server

LOOK_EVERY = 1.0  # seconds
PATIENCE = 30.0  # seconds that a request may take to come whole, without its body


class Waiting(NamedTuple):
    """A connection waits for a request."""

    since: float
    last: object  # the request before; None where there was none


async def close_half_open(most: int | None) -> None:
    """As long as the server runs; of more than `most` that wait the oldest are closed at once."""
    servers = [one for one in gc.get_objects() if type(one) is Server]
    waiting: dict[Any, Waiting] = {}
    while servers:
        await asyncio.sleep(LOOK_EVERY)
        connections = [each for one in servers for each in one.server_state.connections]
        now = time.monotonic()
        waiting = that_wait(connections, waiting, now)
        for connection in overdue(waiting, most, now):
            connection.transport.close()


def that_wait(connections: Iterable[Any], before: dict[Any, Waiting], now: float) -> dict[Any, Waiting]:
    """The connections of HTTP on which no request is under way; those that waited before at their time."""
    waiting = {}
    for one in connections:
        request = getattr(one, "cycle", one)  # a websocket has none
        if request is None or getattr(request, "response_complete", False):
            known = before.get(one)
            waiting[one] = known if known and known.last is request else Waiting(now, request)
    return waiting


def overdue(waiting: dict[Any, Waiting], most: int | None, now: float) -> list[Any]:
    """Which are to be closed: who waits for too long, and the oldest of too many."""
    oldest_first = sorted(waiting, key=lambda one: waiting[one].since)
    too_many = 0 if most is None else max(0, len(waiting) - most)
    too_long = sum(now - one.since > PATIENCE for one in waiting.values())
    return oldest_first[: max(too_many, too_long)]
