"""Files made to hurt, on the way that an upload takes: each refused, the server's memory as before, none run.

How quickly and in how little memory each of the whole corpus is refused, tests/formats/test_hostile.py holds.
"""

import os
from pathlib import Path

import pytest
import torch
from safetensors.torch import save_file

from lstmviz.app.jobs.workers import shared_workers
from lstmviz.app.your_model import child
from lstmviz.app.your_model.child import read_in_child
from lstmviz.app.your_model.uploads import visitors_folder
from lstmviz.errors import InputError
from lstmviz.languages import speak
from tests.formats.hostile import CANARY, FILES

SAMPLE = [*FILES][::13]  # of every kind some
MEGABYTES = 50


@pytest.fixture(scope="module", autouse=True)
def processes():
    shared_workers().get_ready()
    yield
    shared_workers().close()


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.setenv("LSTMVIZ_JOBS", str(tmp_path))
    return visitors_folder("a visitor", lambda: True)


@pytest.fixture
def good(tmp_path):
    save_file(torch.nn.LSTM(3, 4).state_dict(), tmp_path / "good.safetensors")
    return tmp_path / "good.safetensors"


def opened(path, folder):
    """What the page does with a file."""
    found = read_in_child("list", {"path": str(path)}, folder)
    (layer,) = (one for one in found["layers"] if not one["problem"])
    stated = {setting: values[0] for setting, values in layer["unsaid"].items()}
    picked = {"path": str(path), "layer": layer["name"], "stated": stated, "tables": {}, "turned": False}
    return read_in_child("take", picked, folder)


def memory(key):
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith(key)) / 1024


def test_hostile_files_are_refused_and_cost_the_server_nothing(folder, good, tmp_path):
    opened(good, folder)
    before = memory("VmRSS")
    for name in SAMPLE:
        FILES[name](tmp_path / name)
        Path("/proc/self/clear_refs").write_text("5")  # the peak is counted from here: writing it took some
        with pytest.raises((InputError, ValueError)) as refused:  # ValueError: no layer that can be picked
            opened(tmp_path / name, folder)
        assert str(refused.value), name
        assert memory("VmHWM") - max(before, memory("VmRSS")) < MEGABYTES, name
        (tmp_path / name).unlink()
    assert not (tmp_path / CANARY).exists()
    assert not Path(CANARY).exists()
    assert "recurrent.weight_ih_l0" in opened(good, folder)["parts"]


def test_a_refusal_is_in_the_language_of_who_asked(folder, tmp_path):
    path = tmp_path / "words.csv"
    path.write_text("1,2\n3,four\n")
    said = {}
    for language in ("zh", "en"):
        speak(language)
        with pytest.raises(InputError) as refused:
            read_in_child("numbers", {"path": str(path), "inputs": 2}, folder)
        said[language] = str(refused.value)
    assert "第 2 行第 2 列是 'four'，不是数" in said["zh"]
    assert "line 2, column 2 is 'four', which is not a number" in said["en"]


def test_a_layer_that_is_too_large_is_named_with_its_reason(folder, tmp_path):
    wide = tmp_path / "wide.safetensors"
    save_file(torch.nn.LSTM(1, 513).state_dict(), wide)
    picked = {"path": str(wide), "layer": "", "stated": {}, "tables": {}, "turned": False}
    with pytest.raises(InputError, match="'' cannot be shown: it has 513 units; the limit is 512"):
        read_in_child("take", picked, folder)


def test_what_takes_too_long_is_ended_with_its_process(folder, good, tmp_path, monkeypatch):
    endless = tmp_path / "endless.csv"
    os.mkfifo(endless)  # nobody writes into it
    monkeypatch.setattr(child, "MOST_SECONDS", 0.0)
    with pytest.raises(InputError, match="took more than 0 s, the limit"):
        read_in_child("numbers", {"path": str(endless), "inputs": 1}, folder)
    monkeypatch.undo()
    assert opened(good, folder)
