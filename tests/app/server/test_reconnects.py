"""How many sessions that were cut off are waited for."""

import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest
from streamlit.runtime import memory_session_storage

from lstmviz.app.server.reconnects import STORAGE, remember_more_sessions

ROOT = Path(__file__).parents[3]
SCRIPT = """
from types import SimpleNamespace
import app
sessions = app.app._create_runtime()._session_mgr._session_storage
for number in range(1000):
    sessions.save(SimpleNamespace(session=SimpleNamespace(id=str(number))))
assert len(sessions.list()) == 1000
assert sessions._cache.ttl == 900
"""


def test_the_server_waits_for_more_than_a_hall_for_as_long_as_is_set():
    subprocess.run([sys.executable, "-W", "ignore", "-c", SCRIPT], cwd=ROOT, check=True)


@pytest.mark.parametrize(("open_files", "kept"), [(None, 4096), (1_048_576, 4096), (4096, 455), (1024, 113)])
def test_those_who_are_gone_leave_room_for_those_who_come(monkeypatch, open_files, kept):
    monkeypatch.setattr(memory_session_storage, STORAGE, getattr(memory_session_storage, STORAGE))
    remember_more_sessions(open_files)
    sessions = getattr(memory_session_storage, STORAGE)(ttl_seconds=900)
    for number in range(5000):
        sessions.save(SimpleNamespace(session=SimpleNamespace(id=str(number))))
    assert len(sessions.list()) == kept
    assert sessions.get("4999") is not None


@pytest.mark.parametrize("other", [None, lambda ttl_seconds: None])
def test_a_streamlit_that_is_built_otherwise_is_left_as_it_is(monkeypatch, other):
    monkeypatch.setattr(memory_session_storage, STORAGE, other)
    remember_more_sessions(None)
    assert getattr(memory_session_storage, STORAGE) is other
