"""What is got ready, and when."""

import asyncio
import gc
import subprocess
import sys

import pytest

from lstmviz.app.server import first_picture, warm_up
from tests.conftest import ROOT


@pytest.fixture
def ready(monkeypatch):
    """What has been got ready so far."""
    ready = []
    monkeypatch.setattr(warm_up, "make_first_picture", lambda: ready.append("picture"))
    monkeypatch.setattr(warm_up, "get_ready_for_pages", lambda: ready.append("pages"))
    monkeypatch.setattr(warm_up, "get_ready_for_jobs", lambda: ready.append("jobs"))
    monkeypatch.setattr(warm_up, "collect_rarely", lambda: ready.append("collected"))
    return ready


def test_all_else_waits_until_somebody_sees_the_first_picture(ready, monkeypatch):
    async def starting():
        monkeypatch.setattr(warm_up, "SEEN", asyncio.Event())
        getting_ready = asyncio.create_task(warm_up.get_ready())
        while not ready:
            await asyncio.sleep(0)
        for _ in range(100):
            await asyncio.sleep(0)
        assert ready == ["picture"]
        warm_up.SEEN.set()
        await getting_ready
        assert ready == ["picture", "pages", "jobs", "collected"]

    asyncio.run(starting())


def test_where_nobody_comes_it_is_loaded_all_the_same(ready, monkeypatch):
    monkeypatch.setattr(warm_up, "SEEN", asyncio.Event())
    monkeypatch.setattr(warm_up, "LONGEST_WAIT", 0.0)
    asyncio.run(warm_up.get_ready())
    assert ready == ["picture", "pages", "jobs", "collected"]


def test_a_server_that_nobody_visits_ends(ready):
    async def starting():
        async with warm_up.warm_up(None):
            while not ready:
                await asyncio.sleep(0)

    asyncio.run(starting())
    assert ready == ["picture"]


def test_what_is_loaded_is_left_out_of_collections_which_are_rare():
    before = gc.get_threshold()
    try:
        warm_up.collect_rarely()
        assert gc.get_freeze_count() > len(gc.get_objects())
        assert gc.get_threshold() == (*before[:2], warm_up.RARELY)
    finally:
        gc.unfreeze()
        gc.set_threshold(*before)


def test_the_browser_says_when_it_has_drawn(monkeypatch):
    monkeypatch.setattr(first_picture, "SEEN", asyncio.Event())
    assert asyncio.run(first_picture.drawn(None)).status_code == 204
    assert first_picture.SEEN.is_set()


def test_it_says_so_here(get):
    assert get("/drawn", method="POST")[0].status == 204


def test_the_log_of_a_server_that_starts_holds_no_warning():
    ready = "from lstmviz.app.server import warm_up as it; it.make_first_picture(); it.get_ready_for_pages()"
    started = subprocess.run([sys.executable, "-c", ready], cwd=ROOT, capture_output=True, check=True)
    assert started.stderr == b""
