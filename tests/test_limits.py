"""The limits that a visitor meets."""

import os

import pytest

from lstmviz.limits import jobs_at_once


@pytest.mark.parametrize(("cores", "workers"), [(None, 1), (1, 1), (2, 1), (8, 7)])
def test_a_core_is_left_to_the_pages(monkeypatch, cores, workers):
    monkeypatch.setattr(os, "cpu_count", lambda: cores)
    assert jobs_at_once() == workers
