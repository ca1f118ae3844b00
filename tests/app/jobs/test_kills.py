"""Server, worker and spare process are killed at random moments: nothing that was told is lost.

LSTMVIZ_KILLS=500 python -m pytest tests/app/jobs/test_kills.py makes it a long run.
"""

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
import torch

from lstmviz.app.jobs.files import JobFiles
from lstmviz.app.jobs.spec import Spec
from lstmviz.learn.sessions.checkpoint_files import checkpoint_net
from lstmviz.learn.sessions.plan import Plan
from lstmviz.learn.sessions.session import session
from lstmviz.learn.settings import Start

ROOT = Path(__file__).parents[3]
KILLS = int(os.environ.get("LSTMVIZ_KILLS", "10"))
STEPS = 400
NETS = (Start("lstm", 2, "default", 1e-2), Start("rnn", 3, "default", 1e-2))
SERVER = """
import json, sys, time
from pathlib import Path
from lstmviz.app.jobs.runner import Jobs, Spec
jobs, spec = Jobs(Path(sys.argv[1]), 1), Spec("train", json.loads(sys.argv[2]))
while jobs.state(spec.id).status != "done":
    if jobs.state(spec.id).status not in ("waiting", "running"):
        jobs.submit(spec, "ada")
    time.sleep(0.01)
"""


def plan_of(seed):
    return Plan("anbn", NETS, batch=4, steps=STEPS, clip=1.0, first_seed=seed)


def serve(folder, spec):
    """A server that sees to it that the job gets done."""
    settings = spec.as_json().decode().removeprefix('{"kind":"train","settings":').removesuffix("}")
    return subprocess.Popen([sys.executable, "-c", SERVER, str(folder), settings], cwd=ROOT)


def kill_one(server, luck):
    """The server or one of its processes."""
    children = Path(f"/proc/{server.pid}/task/{server.pid}/children").read_text().split()
    os.kill(luck.choice([server.pid, *map(int, children)]), signal.SIGKILL)


def await_more(files, server, until):
    """Another record, or the end of the job or the server."""
    told = files.count()
    until(lambda: files.count() > told or files.end() or server.poll() is not None)


def trained(folder, plan, kills, luck, until):
    """Train it under so many kills, or as many as it takes; returns how many are left."""
    spec = Spec("train", plan.words())
    files, server = JobFiles(folder / spec.id), serve(folder, spec)
    while (files.end() or ("", ""))[0] != "done":
        await_more(files, server, until)
        time.sleep(luck.uniform(0, 0.3))
        told = files.records()
        if kills and server.poll() is None:
            kill_one(server, luck)
            kills -= 1
            time.sleep(0.05)
        if server.poll() is not None:
            server = serve(folder, spec)
        assert files.records()[: len(told)] == told
    server.kill()
    server.wait()
    return kills


def losses(records):
    return {(record["net"], record["step"]): record["loss"] for record in records if "loss" in record}


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="finds the processes in /proc")
def test_whatever_is_killed_the_training_ends_as_one_that_ran_through(tmp_path, until):
    luck, kills, seed = random.Random(KILLS), KILLS, 0
    while kills or seed == 0:
        plan = plan_of(seed)
        id = Spec("train", plan.words()).id
        kills = trained(tmp_path / "killed", plan, kills, luck, until)
        unbroken = list(session(plan, tmp_path / f"unbroken {seed}"))
        assert losses(JobFiles(tmp_path / "killed" / id).records()) == losses(unbroken)
        for net in (0, 1):
            ours = checkpoint_net(tmp_path / "killed" / id, plan, net, STEPS)
            theirs = checkpoint_net(tmp_path / f"unbroken {seed}", plan, net, STEPS)
            for mine, other in zip(ours.parameters(), theirs.parameters(), strict=True):
                assert torch.equal(mine, other)
        seed += 1
