"""The limit of open files."""

import sys

import pytest

from lstmviz.app.server.open_files import raise_limit

resource = pytest.importorskip("resource")


def test_the_limit_is_raised_to_what_may_be(monkeypatch):
    before = resource.getrlimit(resource.RLIMIT_NOFILE)
    try:
        resource.setrlimit(resource.RLIMIT_NOFILE, (256, before[1]))
        assert raise_limit() == before[1]
        assert resource.getrlimit(resource.RLIMIT_NOFILE) == (before[1], before[1])
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, before)


def test_a_limit_that_is_not_granted_is_left(monkeypatch):
    monkeypatch.setattr(resource, "getrlimit", lambda which: (256, resource.RLIM_INFINITY))
    monkeypatch.setattr(resource, "setrlimit", _refuse)
    assert raise_limit() == 256


def _refuse(which, limits):
    raise ValueError("not allowed to raise maximum limit")


def test_a_system_without_limits_has_none(monkeypatch):
    monkeypatch.setitem(sys.modules, "resource", None)
    assert raise_limit() is None
