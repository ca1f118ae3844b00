"""Work for jobs to do in tests; a fork server imports it beside the worker's own."""

import hashlib
import os
import signal
import time
from pathlib import Path

import torch

from lstmviz.app.jobs.files import JobFiles
from lstmviz.app.jobs.worker import WORK
from lstmviz.errors import InputError


def count(words, folder):
    """On to "most", one every "pause" seconds, each with a ballast of "bytes"."""
    for number in range(JobFiles(folder).count() + 1, words["most"] + 1):
        time.sleep(words.get("pause", 0))
        yield {"share": number / words["most"], "number": number, "ballast": "x" * words.get("bytes", 0)}


def wait(words, folder):
    """One record at once, the other when the file "for" is there."""
    if not JobFiles(folder).count():
        yield {"share": 0.5}
    while not Path(words["for"]).exists():
        time.sleep(0.005)
    yield {"share": 1.0}


def learn(words, folder):
    """Losses and a digest of the weights of a small net."""
    generator = torch.Generator().manual_seed(words["seed"])
    weight = torch.randn(32, 32, generator=generator).requires_grad_()
    for step in range(1, 41):
        x = torch.randn(64, 32, generator=generator)
        loss = (torch.tanh(x @ weight) @ weight - x).square().mean()
        loss.backward()
        with torch.no_grad():
            weight -= 0.1 * weight.grad
        weight.grad = None
        digest = hashlib.sha256(weight.detach().numpy().tobytes()).hexdigest()
        yield {"share": step / 40, "loss": loss.item().hex(), "weights": digest}


def refuse(words, folder):
    yield {"share": 0.5}
    raise InputError("hidden is 0. Choose a whole number from 1 to 512.")


def crash(words, folder):
    yield {"share": 0.5}
    raise ZeroDivisionError("a secret of the server")


def die(words, folder):
    yield {"share": 0.5}
    os.kill(os.getpid(), signal.SIGSEGV)


def gorge(words, folder):
    yield {"share": 1.0, "sum": torch.ones(words["megabytes"] * 2**18).sum().item()}


def inspect(words, folder):
    yield {
        "share": 1.0,
        "threads": torch.get_num_threads(),
        "idle": os.sched_getscheduler(0) == os.SCHED_IDLE,
    }


ALL = (count, wait, learn, refuse, crash, die, gorge, inspect)
WORK.update({work.__name__: work for work in ALL})
