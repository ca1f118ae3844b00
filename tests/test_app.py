"""app.py as it is imported in the project's folder: its settings, and how little it loads."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from lstmviz.limits import LARGEST_UPLOAD

ROOT = Path(__file__).parents[1]

SETTINGS = {
    "server.address": "127.0.0.1",
    "server.maxUploadSize": LARGEST_UPLOAD,
    "server.maxMessageSize": 64,
    "server.enableXsrfProtection": True,
    "server.enableStaticServing": False,
    "server.fileWatcherType": "none",
    "runner.postScriptGC": False,
    "runner.magicEnabled": False,
    "client.showErrorDetails": "none",
    "client.toolbarMode": "viewer",
    "browser.gatherUsageStats": False,
}


PRINTED = f"""
import json, app, torch
from streamlit import config
from lstmviz.limits import LARGEST_UPLOAD
from lstmviz.app import scenes
settings = {{name: config.get_option(name) for name in {list(SETTINGS)}}}
print(json.dumps(settings | {{"threads": torch.get_num_threads()}}))
"""


@pytest.fixture(scope="module")
def effective():
    """What Streamlit and torch are set to once the app is imported in the project's folder."""
    command = [sys.executable, "-W", "ignore", "-c", PRINTED]
    return json.loads(subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout)


@pytest.mark.parametrize(("name", "value"), [*SETTINGS.items(), ("threads", 1)])
def test_shipped_settings_take_hold(effective, name, value):
    assert effective[name] == value


def test_the_app_itself_loads_nothing_heavy():
    script = "import app, sys; assert not {'torch', 'pandas'} & set(sys.modules)"
    subprocess.run([sys.executable, "-W", "ignore", "-c", script], cwd=ROOT, check=True)
