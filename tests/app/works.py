"""Work for jobs to do in tests; their processes import it beside the work there is."""

import hashlib
import os
import resource
import signal
import time
from pathlib import Path

import torch

from lstmviz.app.jobs.files import JobFiles
from lstmviz.app.jobs.work import WORK
from lstmviz.learn.settings import check_number


def count(settings, folder):
    """On to "most", one every "pause" seconds, each with a ballast of "bytes"."""
    for number in range(JobFiles(folder).count() + 1, settings["most"] + 1):
        time.sleep(settings.get("pause", 0))
        yield {
            "share": number / settings["most"],
            "number": number,
            "ballast": "x" * settings.get("bytes", 0),
        }


def wait(settings, folder):
    """One record at once, the other when the file "for" is there."""
    if not JobFiles(folder).count():
        yield {"share": 0.5}
    while not Path(settings["for"]).exists():
        time.sleep(0.005)
    yield {"share": 1.0}


def learn(settings, folder):
    """Losses and a digest of the weights of a small net."""
    generator = torch.Generator().manual_seed(settings["seed"])
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


def refuse(settings, folder):
    yield {"share": 0.5}
    check_number("hidden", 0, 1, 512)


def crash(settings, folder):
    yield {"share": 0.5}
    raise ZeroDivisionError("what went wrong")


def die(settings, folder):
    yield {"share": 0.5}
    os.kill(os.getpid(), signal.SIGSEGV)


def gorge(settings, folder):
    yield {"share": 1.0, "sum": torch.ones(settings["megabytes"] * 2**18).sum().item()}


def inspect(settings, folder):
    yield {
        "share": 1.0,
        "threads": torch.get_num_threads(),
        "idle": os.sched_getscheduler(0) == os.SCHED_IDLE,
    }


def chatter(settings, folder):
    """Prints what a worker says at the end of a job."""
    for share in (0.5, 1.0):
        print(settings["says"], flush=True)
        os.system(f"echo '{settings['says']}'")
        yield {"share": share}


def leave(settings, folder):
    yield {"share": 0.5}
    os._exit(7)


def stop(settings, folder):
    """A process that is stopped, as by Ctrl-Z."""
    yield {"share": 0.5}
    os.kill(os.getpid(), signal.SIGSTOP)
    yield {"share": 1.0}


def fill(settings, folder):
    """On a disk that has five bytes left after the first record, for as long as there is no file "room"."""
    if not JobFiles(folder).count():
        yield {"share": 0.5}
    if not Path(settings["room"]).exists():
        left = (folder / "records.jsonl").stat().st_size + 5
        resource.setrlimit(resource.RLIMIT_FSIZE, (left, left))
    yield {"share": 1.0}


ALL = (count, wait, learn, refuse, crash, die, gorge, inspect, chatter, leave, stop, fill)
WORK.update({work.__name__: work for work in ALL})
