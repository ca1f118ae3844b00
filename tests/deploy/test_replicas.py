"""Two servers behind nginx, as deploy/nginx.conf has them; one is killed under its visitors."""

import asyncio
import json
import os
import signal
import subprocess
import sys
import time
from contextlib import ExitStack, contextmanager
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest
import streamlit
from websockets.asyncio.client import connect
from websockets.exceptions import ConnectionClosed

from benchmarks.hall_client import Visitor
from benchmarks.hall_visits import own_sequences
from lstmviz.app.server.cookie import COOKIE
from lstmviz.app.server.following import LEADS
from tests.conftest import ROOT, answers, free_port
from tests.nginx import nginx

VISITORS = 10
KEY = "known-at-both"
STREAMLIT = Path(streamlit.__file__).parent / "static"
BACK_WITHIN = 60  # seconds; alone on a machine it takes one


@contextmanager
def replica(folder):
    """A server that shares the folder with others: its port and its process."""
    own = {"LSTMVIZ_JOBS": str(folder / "jobs"), "LSTMVIZ_KEPT": str(folder / "kept"), "LSTMVIZ_LEAD": KEY}
    port = free_port()
    command = [sys.executable, "-m", "lstmviz", "--port", str(port)]
    process = subprocess.Popen(command, cwd=ROOT, env=os.environ | own, stderr=subprocess.DEVNULL)
    try:
        while not answers(f"http://127.0.0.1:{port}/_stcore/health"):
            assert process.poll() is None
            time.sleep(0.1)
        yield port, process
    finally:
        process.kill()
        process.wait()


@pytest.fixture
def replicas(tmp_path):
    """The address of both, and port -> process."""
    with ExitStack() as stack:
        found = dict(stack.enter_context(replica(tmp_path)) for _ in range(2))
        site, port = (ROOT / "deploy" / "nginx.conf").read_text(encoding="utf-8"), free_port()
        site = site.replace("listen 80;", f"listen 127.0.0.1:{port};")
        site = site.replace("/var/cache/lstmviz", str(tmp_path / "cache"))
        for name, behind in zip(("one", "two"), found, strict=True):
            site = site.replace(f"server {name}:8501", f"server 127.0.0.1:{behind}")
        stack.enter_context(nginx(tmp_path, site, port))
        yield f"http://127.0.0.1:{port}", found


def has_sessions(port):
    with urlopen(f"http://127.0.0.1:{port}/_stcore/metrics") as answer:
        lines = answer.read().decode().splitlines()
    return any(line.startswith("active_sessions ") and float(line.split()[1]) > 0 for line in lines)


async def run_again(visitor):
    """As a browser does it: on the connection there is, or on a new one."""
    try:
        await visitor.run()
    except ConnectionClosed:
        await visitor.open()


async def trains(visitor):
    """Run the page until a training is under way there."""
    visitor.elements.clear()
    while not any(kind == "button Stop" for kind, _ in visitor.elements.values()):
        await run_again(visitor)


def records(folder):
    """How many lines the only job has written."""
    files = list((folder / "jobs").glob("*/records.jsonl"))
    return sum(json.loads(line)["share"] > 0 for file in files for line in file.read_text().splitlines()[:-1])


def test_all_are_back_with_their_view_and_their_job_goes_on(replicas, tmp_path):
    address, found = replicas

    async def lecture():
        trainer = Visitor(f"{address}/train?steps=10000")
        await trainer.open()
        (theirs,) = [port for port in found if has_sessions(port)]
        await trainer.move("button Train", "trigger_value", True)
        trainer.states.clear()
        await trains(trainer)
        visitors = [Visitor(address + path) for path in own_sequences(VISITORS)]
        await asyncio.gather(*(visitor.open() for visitor in visitors))
        sessions, pictures = [one.session for one in visitors], [one.picture for one in visitors]
        while not (before := records(tmp_path)):
            await asyncio.sleep(0.1)
        os.kill(found[theirs].pid, signal.SIGKILL)
        killed = time.perf_counter()
        async with asyncio.timeout(BACK_WITHIN):
            await asyncio.gather(trains(trainer), *map(run_again, visitors))
            print(f"all are back after {time.perf_counter() - killed:.1f} s")
            while records(tmp_path) <= before:
                await asyncio.sleep(0.1)
        moved = sum(one.session != session for one, session in zip(visitors, sessions, strict=True))
        await asyncio.gather(*(visitor.close() for visitor in (trainer, *visitors)))
        return [one.picture for one in visitors] == pictures, moved

    same_view, moved = asyncio.run(lecture())
    assert same_view
    assert 0 < moved < VISITORS, "cookies spread the visitors over both"


async def hears(follower, stop):
    """Take what is said until the lecturer is there."""
    async with asyncio.timeout(BACK_WITHIN):
        while json.loads(await follower.recv()).get("stop") != stop:
            pass


def test_the_hall_follows_at_either_server_and_goes_on_at_the_next(replicas):
    address, found = replicas
    first = next(iter(found.values()))

    def on_its_way(cookie):
        return connect(f"ws{address.removeprefix('http')}/follow", additional_headers={"Cookie": cookie})

    async def lead_to(stop):
        """A lecturer, and a hall whose pages are of both servers: all are at the stop then."""
        lecturer = await on_its_way(f"{LEADS}={KEY}")
        hall = [await on_its_way(f"{COOKIE}=visitor{number}") for number in range(VISITORS)]
        at = {"lecture": "tour", "stop": stop, "told": False, "link": "", "place": ""}
        await lecturer.send(json.dumps({"at": at}))
        await asyncio.gather(*(hears(follower, stop) for follower in hall))
        return [lecturer, *hall]

    async def lecture():
        before = await lead_to(2)
        first.kill()
        for socket in before:
            await socket.wait_closed()
        for socket in await lead_to(3):
            await socket.close()

    asyncio.run(lecture())


def test_files_that_are_the_same_for_all_are_kept_by_nginx(replicas):
    address, found = replicas
    scripts = STREAMLIT.glob("static/js/*.js")
    paths = ("/lib/modules.js", f"/static/js/{next(scripts).name}")
    asked = [Request(address + path, headers={"Accept-Encoding": "gzip"}) for path in paths]
    before = [urlopen(one).read() for one in asked]
    for process in found.values():
        process.kill()
        process.wait()
    assert [urlopen(one).read() for one in asked] == before
    with pytest.raises(HTTPError, match="502"):
        urlopen(f"{address}/")
