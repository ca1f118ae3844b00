"""lstmviz --hall NAME."""

from itertools import pairwise

import pytest

from lstmviz.app.server.following import KEY
from lstmviz.app.server.hall import announcement, checked, settings
from lstmviz.errors import InputError


@pytest.mark.parametrize("name", ["lecture.example.org", "192.168.1.20", "localhost", "a-b.c", "x" * 63])
def test_host_names_and_addresses_are_taken(name):
    assert checked(name) == name


@pytest.mark.parametrize(
    "name",
    [
        "",
        "http://example.org",
        "example.org:80",
        "a b",
        "-a",
        ".org",
        "a..b",
        "*",
        "x" * 64,
        "a." * 127 + "abc",
    ],
)
def test_what_is_no_host_name_is_refused_with_a_way_out(name):
    with pytest.raises(
        InputError, match=r"without http:// and port, as lecture\.example\.org or 192\.168\.1\.20"
    ) as told:
        checked(name)
    assert repr(name) in str(told.value)


@pytest.mark.parametrize("name", ["lecture.example.org", "192.168.1.20"])
def test_the_ways_out_work(name):
    assert checked(name) == name


def test_it_says_the_address_and_what_is_open():
    told = announcement("lecture.example.org", 8600, 4096)
    assert "http://lecture.example.org:8600/join" in told
    assert f"http://localhost:8600/lead?key={KEY}" in told
    assert "port 8600 of this machine, at every address it has" in told
    assert "4,096" in told
    assert "4,096" not in announcement("lecture.example.org", 8600, None)


def test_it_says_for_how_many_the_limit_of_open_files_is_enough():
    assert "for about 341 visitors.\n" in announcement("localhost", 8600, 4096)
    assert "ulimit" not in announcement("localhost", 8600, 4096)
    told = announcement("localhost", 8600, 1024)
    assert (
        "for about 85 visitors.\nFor 200 raise the system's limit before the start: ulimit -n 65536" in told
    )


def test_every_address_is_opened_to_that_name_and_the_machine_s_own():
    words = settings("lecture.example.org")
    assert words[:2] == ["--server.address", "0.0.0.0"]
    hosts = {host for word, host in pairwise(words) if word == "--server.allowedHosts"}
    assert hosts == {"lecture.example.org", "localhost", "127.0.0.1"}
