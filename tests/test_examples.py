"""The notebooks in examples/ run from their first cell to their last, as does README's and docs/'s Python."""

import re
from pathlib import Path

import nbformat
import pytest
import torch
from nbclient import NotebookClient
from safetensors.torch import save_file
from torch import nn

import lstmviz
from lstmviz.nets.sequence import SequenceNet

ROOT = Path(__file__).parents[1]
NOTEBOOKS = sorted((ROOT / "examples").glob("*.ipynb"))
REFERENCE = sorted((ROOT / "docs" / "reference").glob("*.md"))
README = (ROOT / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_runs(path, tmp_path, monkeypatch):
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    notebook = nbformat.read(path, as_version=4)
    NotebookClient(notebook, timeout=120, resources={"metadata": {"path": tmp_path}}).execute()


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_is_kept_without_its_output(path):
    cells = nbformat.read(path, as_version=4).cells
    assert not any(cell.get("outputs") or cell.get("execution_count") for cell in cells)


def python_in(page):
    """The blocks of Python in a page of Markdown."""
    return re.findall(r"^```python\n(.*?)^```", page, flags=re.MULTILINE | re.DOTALL)


class Encoder(nn.Module):
    """A model of the reader's own, with an LSTM inside."""

    def __init__(self):
        super().__init__()
        self.encoder = nn.ModuleDict({"lstm": nn.LSTM(8, 16)})

    def forward(self, x):
        return self.encoder["lstm"](x)[0]


def test_the_readme_s_python_runs(tmp_path, monkeypatch):
    """In order, in one session, with what the reader has: a module, a model, its file, a sequence."""
    monkeypatch.chdir(tmp_path)
    x, lstm = torch.randn(50, 8), nn.LSTM(8, 16)
    net = SequenceNet("lstm", inputs=8, hidden=16, answers=1)
    readers_own = {"lstm": lstm, "model": Encoder(), "net": net, "x": x, "target": x[:, 0]}
    text = 'she said "hi" and left. ' * 40
    readers_own |= {"text": text, "ids": torch.tensor([*text.encode()]), "embedding": nn.Embedding(128, 8)}
    save_file(
        {f"lstm_cell.{name}": weight for name, weight in lstm.state_dict().items()}, "model.safetensors"
    )
    blocks = python_in(README)
    assert blocks
    for block in blocks:
        exec(compile(block, "README.md", "exec"), readers_own)


@pytest.mark.parametrize("path", REFERENCE, ids=lambda path: path.stem)
def test_a_page_of_the_reference_runs_on_its_own(path, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    blocks = python_in(path.read_text(encoding="utf-8"))
    assert blocks
    exec(compile("\n".join(blocks), path.name, "exec"), {})


@pytest.mark.parametrize("name", lstmviz.__all__)
def test_every_public_name_is_shown_at_work(name):
    pages = "\n".join(block for path in REFERENCE for block in python_in(path.read_text(encoding="utf-8")))
    assert re.search(rf"lstmviz\.{name}\b", pages) or name == "Recording"  # which record hands out
