"""What all tests share: fixed seeds for hypothesis, a layer of every kind of cell, a started server."""

import os
import socket
import subprocess
import sys
import time
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import pytest
import torch
from hypothesis import HealthCheck, Phase, settings
from xdist.scheduler import LoadScopeScheduling

from lstmviz import trace
from lstmviz.nets.cells import CELLS
from lstmviz.nets.recurrent import recurrent_layer

ROOT = Path(__file__).parents[1]
INPUTS, HIDDEN, STEPS = 3, 5, 7

torch.set_num_threads(1)  # as the pages and their jobs do: small nets are the faster for it
settings.register_profile(
    "repeatable", derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)  # a busy machine is slow at drawing examples too
settings.register_profile(
    "unshrunk", settings.get_profile("repeatable"), phases=[Phase.explicit, Phase.generate]
)  # for `make mutants`, which asks whether a test fails, and not for the smallest case in which it does
settings.load_profile("repeatable")


SERVERS = {"browser", "firefox", "deploy", "benchmarks"}  # folders whose tests start servers


def pytest_xdist_make_scheduler(config, log):
    """With `-n 2` the tests of one file stay together; those that start servers come one after the other."""
    return Scheduling(config, log)


class Scheduling(LoadScopeScheduling):
    """What must stay on one worker, in one go; the largest begins first."""

    def _split_scope(self, nodeid):
        file = nodeid.partition("::")[0]
        return "servers" if file.split("/")[1] in SERVERS else file


def seeded(cell, **given):
    """A recurrent module of a cell, a key of `nets.cells.CELLS`, always with the same weights."""
    with torch.random.fork_rng():
        torch.manual_seed(5)
        if CELLS[cell].module is None:  # one layer, one direction
            given = {name: value for name, value in given.items() if name == "bias"}
        return recurrent_layer(cell, INPUTS, HIDDEN, **given)


def numbers(*shape, seed=0):
    return torch.randn(shape, generator=torch.Generator().manual_seed(seed))


@pytest.fixture(scope="session")
def traced():
    """traced("lstm", num_layers=2): the trace of a small module over one sequence of seven steps."""
    return lambda cell, **given: trace(seeded(cell, **given), numbers(STEPS, INPUTS))


def free_port():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


def answers(address):
    try:
        with urllib.request.urlopen(address, timeout=5) as reply:
            return reply.status == 200
    except OSError:
        return False


@pytest.fixture(scope="session")
def start_server(tmp_path_factory):
    """with start_server(command, cwd=folder) as address: a server, started as a visitor starts it."""

    @contextmanager
    def starting(command, cwd, port=None):
        folder, port = tmp_path_factory.mktemp("server"), port or free_port()
        log, own = (
            folder / "log",
            {"LSTMVIZ_JOBS": str(folder / "jobs"), "LSTMVIZ_KEPT": str(folder / "kept")},
        )
        command = [str(part).format(port=port) for part in command]
        with log.open("w") as out:
            process = subprocess.Popen(command, cwd=cwd, stdout=out, stderr=out, env=os.environ | own)
        address = f"http://127.0.0.1:{port}"
        try:
            while not answers(f"{address}/_stcore/health"):
                assert process.poll() is None, log.read_text()
                time.sleep(0.1)
            yield address
        finally:
            process.terminate()
            process.wait(20)

    return starting


@pytest.fixture(scope="session")
def server(start_server):
    """The address of the app, started from the project's folder."""
    command = [sys.executable, "-m", "streamlit", "run", "app.py", "--server.port", "{port}"]
    with start_server(command, cwd=ROOT) as address:
        yield address


@pytest.fixture(scope="session")
def until():
    """Waits until something is so, as long as a busy machine may take."""

    def wait(condition, seconds=120):
        last = time.monotonic() + seconds
        while not condition():
            assert time.monotonic() < last, "it did not come"
            time.sleep(0.005)

    return wait


@pytest.fixture(scope="module")
def one_by_one():
    """An executor that does one thing after the other, in a thread of this process."""
    with ThreadPoolExecutor(1) as executor:
        yield executor
