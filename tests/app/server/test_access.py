"""Who may ask for what."""

import pytest
import streamlit as st

from lstmviz.app.server.access import OWN_NAMES, allowed_hosts


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1:8501", "LOCALHOST:1"])
def test_the_machine_s_own_names_are_answered(get, host):
    assert get("/", Host=host)[0].status == 200


@pytest.mark.parametrize(
    "host", ["example.org", "localhost.example.org", "10.0.0.1", "[::1]", "", "a b", "localhost:x"]
)
def test_no_other_name_is(get, host):
    assert get("/", Host=host)[0].status == 400
    assert get("/_stcore/health", Host=host)[0].status == 400


@pytest.mark.parametrize(
    ("address", "given", "allowed"),
    [
        ("127.0.0.1", [], OWN_NAMES),
        ("localhost", [], OWN_NAMES),
        ("0.0.0.0", [], ("*",)),
        ("0.0.0.0", ["lecture.example.org"], ["lecture.example.org"]),
        ("127.0.0.1", ["*.example.org"], ["*.example.org"]),
    ],
)
def test_a_server_that_is_opened_goes_by_the_names_it_is_given(monkeypatch, address, given, allowed):
    settings = {"server.address": address, "server.allowedHosts": given}
    monkeypatch.setattr(st, "get_option", settings.__getitem__)
    assert allowed_hosts() == allowed


def test_metrics_are_for_the_machine_itself(get):
    assert get("/_stcore/metrics")[0].status == 200
    answer, body = get("/_stcore/metrics", **{"X-Forwarded-For": "203.0.113.9"})
    assert answer.status == 403
    assert b"sessions" not in body
    assert get("/_stcore/metrics", **{"X-Forwarded-For": "127.0.0.1, 203.0.113.9"})[0].status == 403
