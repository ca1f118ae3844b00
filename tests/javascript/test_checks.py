"""The browser's modules are typed, linted, formatted and unit-tested by Node."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def test_npm_run_check():
    ready = shutil.which("npm") and (ROOT / "node_modules").is_dir()
    if not ready:
        missing = "The checks of the browser's modules want Node 20 or newer, and once: npm ci"
        pytest.fail(missing) if os.environ.get("CI") == "true" else pytest.skip(missing)
    done = subprocess.run(["npm", "run", "--silent", "check"], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
