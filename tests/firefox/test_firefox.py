"""Firefox, as Debian has it, on the started app: firefox.test.js says what is done in it."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from lstmviz.app.navigation import PAGES, address_of
from tests.conftest import ROOT

SCRIPT = Path(__file__).with_name("firefox.test.js")


@pytest.fixture(scope="session")
def firefox():
    """Firefox and what leads it, or a word of what is missing."""
    found = os.environ.get("FIREFOX") or shutil.which("firefox-esr") or shutil.which("firefox")
    if not (found and shutil.which("node") and (ROOT / "node_modules" / "puppeteer-core").is_dir()):
        missing = "No Firefox for its tests, or nothing to lead it. Once: apt-get install firefox-esr; npm ci"
        pytest.fail(missing) if os.environ.get("CI") == "true" else pytest.skip(missing)
    return found


@pytest.mark.flaky(reruns=1)
def test_pages_work_in_firefox(firefox, server):
    pages = " ".join(f"/{address_of(name)}" for name in PAGES)
    given = {"ADDRESS": server, "FIREFOX": firefox, "PAGES": pages}
    run = subprocess.run(
        ["node", "--test", "--test-reporter=spec", SCRIPT],
        env=os.environ | given,
        capture_output=True,
        text=True,
    )
    assert run.returncode == 0, run.stdout + run.stderr
