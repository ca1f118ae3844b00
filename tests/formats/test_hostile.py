"""Files made to hurt: each is refused in the language spoken, at once and in little memory; none is run."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from tests.conftest import ROOT
from tests.formats.hostile import CANARY, FILES, written
from tests.languages.english import english

SECONDS, MEGABYTES = 1.0, 50


@pytest.fixture(scope="module")
def outcomes():
    """What came of each file, all read in one process of its own: message, seconds of CPU, megabytes more."""
    with TemporaryDirectory() as folder:  # 400 MB that pytest would keep
        files = written(Path(folder))
        reader = [sys.executable, "-X", "faulthandler", Path(__file__).with_name("read_hostile.py"), *files]
        found = {**os.environ, "PYTHONPATH": str(ROOT)}
        done = subprocess.run(reader, cwd=folder, env=found, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr[-3000:]
        assert not (Path(folder) / CANARY).exists()
    return dict(map(json.loads, done.stdout.splitlines()))


@pytest.mark.parametrize("name", FILES)
def test_is_refused_at_once_in_little_memory(outcomes, name):
    outcome = outcomes[name]
    assert outcome["error"] == "InputError", outcome
    said, *quoted = outcome["message"].split("：")  # what a library says stands as it is, behind a colon
    assert re.search("[一-鿿]", said + "".join(quoted)), outcome
    assert english(said) == []
    assert outcome["seconds"] < SECONDS
    assert outcome["megabytes"] < MEGABYTES
