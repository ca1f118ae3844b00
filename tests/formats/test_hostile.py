"""Files made to hurt: each is refused with a plain message, at once and in little memory; none is run."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.formats.hostile import CANARY, FILES, written

SECONDS, MEGABYTES = 1.0, 50


@pytest.fixture(scope="module")
def outcomes(tmp_path_factory):
    """What came of each file, all read in one process of its own: message, seconds of CPU, megabytes more."""
    folder = tmp_path_factory.mktemp("hostile")
    files = written(folder)
    reader = [sys.executable, "-X", "faulthandler", Path(__file__).with_name("read_hostile.py"), *files]
    done = subprocess.run(reader, cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-3000:]
    assert not (folder / CANARY).exists()
    return dict(map(json.loads, done.stdout.splitlines()))


@pytest.mark.parametrize("name", FILES)
def test_is_refused_at_once_in_little_memory(outcomes, name):
    outcome = outcomes[name]
    assert outcome["error"] == "InputError", outcome
    assert outcome["message"]
    assert outcome["seconds"] < SECONDS
    assert outcome["megabytes"] < MEGABYTES
