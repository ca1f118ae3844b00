"""Connections on which no request comes make room for those who come."""

import asyncio
import sys
import time
from contextlib import ExitStack
from socket import create_connection
from urllib.parse import urlsplit

import pytest
import uvicorn

from lstmviz.app.server import half_open
from lstmviz.app.server.half_open import close_half_open, overdue, that_wait
from tests.conftest import ROOT, answers, free_port

HOST = "127.0.0.1"
HALF = b"GET / HTTP/1.1\r\nHost: loc"
FILES = 256


@pytest.fixture
def few_files(start_server):
    """with few_files(**settings) as address: a server that may hold FILES files."""

    def starting(**settings):
        own = " ".join(f"STREAMLIT_SERVER_{name}={value}" for name, value in settings.items())
        command = f"ulimit -n {FILES}; exec env {own} {sys.executable} -m lstmviz --port {{port}}"
        return start_server(["bash", "-c", command], cwd=ROOT)

    return starting


def is_well(address):
    return answers(f"{address}/_stcore/health")


def test_a_server_serves_on_under_more_half_open_connections_than_it_may_hold(few_files):
    with few_files() as address, ExitStack() as stack:
        for _ in range(2 * FILES):
            stack.enter_context(create_connection((HOST, urlsplit(address).port))).sendall(HALF)
        deadline = time.monotonic() + 60
        while not is_well(address):
            assert time.monotonic() < deadline


def test_a_visitor_who_answers_no_ping_is_taken_to_be_gone(few_files):
    fields = ("Connection: Upgrade", "Upgrade: websocket", "Sec-WebSocket-Version: 13", f"Host: {HOST}")
    more = ("Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==", "Sec-WebSocket-Protocol: streamlit")
    asked_for = "\r\n".join(["GET /_stcore/stream HTTP/1.1", *fields, *more, "\r\n"])
    with few_files(WEBSOCKET_PING_INTERVAL="1") as address:
        with create_connection((HOST, urlsplit(address).port), timeout=30) as visitor:
            visitor.sendall(asked_for.encode())
            assert visitor.recv(100).startswith(b"HTTP/1.1 101")
            while visitor.recv(100_000):
                pass
        assert is_well(address)


async def app(scope, receive, send):
    """Answers after a while."""
    assert scope["type"] == "http"
    await asyncio.sleep(float(scope["path"][1:]))
    await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"2")]})
    await send({"type": "http.response.body", "body": b"ok"})


@pytest.fixture(params=["httptools", "h11"])
def served(request, monkeypatch):
    """served(talk, most): what talk(connect) gives, beside a server that looks at its connections often."""
    monkeypatch.setattr(half_open, "LOOK_EVERY", 0.02)
    monkeypatch.setattr(half_open, "PATIENCE", 0.4)

    async def serving(talk, most):
        port = free_port()
        config = uvicorn.Config(app, port=port, http=request.param, lifespan="off", log_level="critical")
        server = uvicorn.Server(config)
        task = asyncio.create_task(server.serve())
        while not server.started:
            await asyncio.sleep(0.01)
        looking = asyncio.create_task(close_half_open(most))
        connections = []

        async def connect():
            connections.append(await asyncio.open_connection(HOST, port))
            return connections[-1]

        try:
            return await talk(connect)
        finally:
            for _, writer in connections:
                writer.close()
            looking.cancel()
            server.should_exit = True
            await task

    return lambda talk, most=None: asyncio.run(serving(talk, most))


async def asked(connection, path):
    reader, writer = connection
    writer.write(f"GET /{path} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
    return (await reader.readuntil(b"ok"))[-2:]


async def seconds_open(connection, sends=b""):
    began = time.monotonic()
    connection[1].write(sends)
    assert await connection[0].read() == b""
    return time.monotonic() - began


def test_who_sends_no_whole_request_is_not_waited_for(served):
    async def talk(connect):
        silent, half = await connect(), await connect()
        later = await connect()
        await asked(later, 0)
        return await asyncio.gather(seconds_open(silent), seconds_open(half, HALF), seconds_open(later, HALF))

    assert all(seconds > 0.3 for seconds in served(talk))


def test_who_asks_is_answered_however_long_it_takes_and_may_ask_again(served):
    async def talk(connect):
        slow, often = await connect(), await connect()

        async def asking():
            return [await asked(often, 0.1) for _ in range(10)]

        return await asyncio.gather(asked(slow, 1), asking())

    assert served(talk) == [b"ok", [b"ok"] * 10]


def test_of_too_many_the_oldest_go_at_once(served):
    async def talk(connect):
        oldest = await connect()
        await asyncio.sleep(0.1)
        others = [await connect() for _ in range(3)]
        gone = await seconds_open(oldest)
        return gone, [await asked(other, 0) for other in others]

    gone, answered = served(talk, most=3)
    assert gone < 0.3
    assert answered == [b"ok"] * 3


class Connection:
    """That waits for its first request."""

    cycle = None


def test_a_websocket_waits_for_no_request():
    http, websocket = Connection(), object()
    assert list(that_wait([http, websocket], {}, 0.0)) == [http]


def test_nothing_is_closed_in_time():
    connections = [Connection() for _ in range(4)]
    waiting = that_wait(connections, {}, 0.0)
    assert overdue(waiting, None, half_open.PATIENCE) == []
    assert overdue(waiting, 4, half_open.PATIENCE) == []
    assert overdue(waiting, 3, 1.0) == connections[:1]
    assert overdue(that_wait(connections, waiting, 9.0), None, half_open.PATIENCE + 1) == connections
