"""What the started server answers is sent at once."""

import asyncio
from contextlib import closing
from socket import AF_INET, IPPROTO_TCP, TCP_NODELAY, create_connection, socket

import pytest

from lstmviz.app.server import warm_up


@pytest.fixture
def listening():
    """A socket as Streamlit opens it before the server starts: its protocol is said by 0."""
    with closing(socket(AF_INET)) as one:
        one.bind(("127.0.0.1", 0))
        one.listen()
        yield one


def test_connections_taken_in_after_the_start_hold_nothing_back(listening, monkeypatch):
    monkeypatch.setattr(warm_up, "make_first_picture", lambda: None)
    gone = socket(AF_INET)
    gone.close()  # is no obstacle

    async def starting():
        async with warm_up.warm_up(None):
            pass

    asyncio.run(starting())
    with create_connection(listening.getsockname()), closing(listening.accept()[0]) as taken_in:
        assert taken_in.getsockopt(IPPROTO_TCP, TCP_NODELAY)
