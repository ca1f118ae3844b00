"""Run in a process of its own: reads each file and prints, as a line of JSON, what came of it.

usage: python read_hostile.py FILE...
"""

import json
import sys
import time
from pathlib import Path

import h5py  # noqa: F401  loaded before anything is measured
import torch

import lstmviz
from lstmviz.formats import onnx_file  # noqa: F401

FORBIDDEN = ("os.system", "os.exec", "os.posix_spawn", "subprocess.Popen", "socket.connect")


def forbid(event, _):
    if event in FORBIDDEN:
        raise SystemExit(f"a file made lstmviz do {event}")


def peak():
    """Megabytes: the most that was resident since the last `reset`, and what is resident now."""
    status = dict(line.split(":") for line in Path("/proc/self/status").read_text().splitlines())
    return [int(status[key].split()[0]) / 1024 for key in ("VmHWM", "VmRSS")]


def reset():
    Path("/proc/self/clear_refs").write_text("5")


def outcome(path):
    reset()
    before, start = peak()[1], time.process_time()
    try:
        found = lstmviz.layers_in(path)
        lstmviz.layer(
            path, found[0].name if found else None, activation="tanh", recurrent_activation="sigmoid"
        )
        error, message = None, ""
    except Exception as raised:
        error, message = type(raised).__name__, str(raised)
    seconds = time.process_time() - start
    return {"error": error, "message": message[:300], "seconds": seconds, "megabytes": peak()[0] - before}


if __name__ == "__main__":
    torch.set_num_threads(1)
    lstmviz.layer(torch.nn.LSTM(3, 5).state_dict())
    lstmviz.language("zh")
    sys.addaudithook(forbid)
    for name in sys.argv[1:]:
        print(json.dumps([Path(name).name, outcome(name)]), flush=True)
