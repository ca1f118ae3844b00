"""What macOS and Windows do not have is taken away: every page opens, and a training runs to its end."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
LACKING = Path(__file__).parent / "other_systems"
SMALL = {"task": "anbn", "a_hidden": "2", "b_size": "units", "batch": "4", "steps": "30", "seeds": "1"}
SCRIPT = f"""
import os, signal, sys, time
from pathlib import Path
from tests.pages.opening import opened, problems, sound

assert not hasattr(os, "sched_setscheduler") and not Path("/proc/self").exists()
if os.environ["LACKING"] == "windows":
    assert not hasattr(os, "fork") and not hasattr(signal, "SIGALRM")
    assert sys.modules["fcntl"] is sys.modules["resource"] is None
for page in sorted(Path("pages").glob("*.py")):
    assert problems(opened(page.stem)) == [], page
app = opened("train", **{SMALL!r})
next(button for button in app.button if button.label == "Train").click()
last = time.monotonic() + 120
while not any(button.label.startswith("Keep these nets") for button in sound(app.run()).button):
    assert time.monotonic() < last, app
    time.sleep(0.3)
assert problems(app) == []
"""


@pytest.mark.parametrize("system", ["macos", "windows"])
def test_every_page_opens_and_a_training_runs_to_its_end(tmp_path, system):
    lacking = {"LACKING": system, "PYTHONPATH": os.pathsep.join([str(LACKING), str(ROOT)])}
    own = {"LSTMVIZ_JOBS": str(tmp_path / "jobs"), "LSTMVIZ_KEPT": str(tmp_path / "kept")}
    ran = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", SCRIPT],
        cwd=ROOT,
        env=os.environ | lacking | own,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr
    assert ran.stderr.count("no idle processes") == 1
