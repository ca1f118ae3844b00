"""What a process may take, on systems that can say it and on those that cannot."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from lstmviz.app.jobs import privileges


@pytest.fixture(params=["macos", "windows"])
def other_system(request, monkeypatch):
    """Without idle processes and /proc; Windows has no `resource` either, and no `nice`."""
    monkeypatch.delattr(os, "sched_setscheduler")
    monkeypatch.setattr(privileges, "MEMORY", Path("/nowhere"))
    if request.param == "windows":
        monkeypatch.setattr(privileges, "resource", None)
        monkeypatch.delattr(os, "nice")
    return request.param


def test_here_nothing_is_lacking():
    assert privileges.lacking() == ""


def test_what_another_system_lacks_is_named(other_system):
    assert "no idle processes" in privileges.lacking()
    assert "no limit of memory" in privileges.lacking()


def test_what_is_lacking_is_done_without(other_system, monkeypatch):
    niceness = []
    if other_system == "macos":
        monkeypatch.setattr(os, "nice", niceness.append)
    privileges.let_pages_go_first()
    privileges.limit_memory(1)
    privileges.let_be_quick(os.getpid())
    assert niceness == ([19] if other_system == "macos" else [])


def test_where_idle_processes_are_forbidden_it_is_as_nice_as_can_be(monkeypatch):
    def forbidden(*given):
        raise PermissionError(1, "Operation not permitted")

    niceness = []
    monkeypatch.setattr(os, "sched_setscheduler", forbidden)
    monkeypatch.setattr(os, "nice", niceness.append)
    privileges.let_pages_go_first()
    assert niceness == [19]


def test_an_idle_process_that_is_to_end_is_idle_no_more():
    script = "from lstmviz.app.jobs.privileges import *; let_pages_go_first(); print(1, flush=True); input()"
    idle = subprocess.Popen(
        [sys.executable, "-c", script],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        **privileges.own_session(),
    )
    with idle:
        idle.stdout.readline()
        assert os.sched_getscheduler(idle.pid) == os.SCHED_IDLE
        privileges.let_be_quick(idle.pid)
        may = os.geteuid() == 0  # others may not raise a process again
        assert os.sched_getscheduler(idle.pid) == (os.SCHED_OTHER if may else os.SCHED_IDLE)
        idle.kill()
