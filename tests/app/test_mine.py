"""What a visitor uploaded is listed, and leaves the store with the list; what others have, or kept, stays."""

import json
import os
import time

import pytest

from lstmviz.app import mine
from lstmviz.app.mine import DAYS_KEPT, drop, enter, is_mine, my_nets
from lstmviz.app.units.own_texts import keep_text
from lstmviz.learn.saved_nets.store import store, store_folder
from lstmviz.learn.saved_nets.uploaded import CARD


@pytest.fixture
def be(tmp_path, monkeypatch):
    """be("ada"): from here on it is this visitor who looks."""
    monkeypatch.setenv("LSTMVIZ_KEPT", str(tmp_path))

    def visitor(name):
        monkeypatch.setattr(mine, "visitor", lambda: name)

    visitor("ada")
    return visitor


def uploaded(word):
    return store({CARD: json.dumps(word).encode()}, word.encode())


def kept(word):
    return store({"card.json": b"{}"}, word.encode())


def text(word):
    return keep_text(word.encode())


def is_there(name):
    return (store_folder() / name).is_dir()


def pass_days(days):
    then = time.time() - days * 86400
    for path in (store_folder() / "of_visitors").iterdir():
        os.utime(path, (then, then))


def test_nets_are_listed_latest_first_under_their_titles(be):
    first, second = uploaded("first"), uploaded("second")
    enter(first, "One")
    enter(second, "  two \n words ")
    assert my_nets() == {second: "two words", first: "One"}
    enter(first, "Mine")
    assert list(my_nets().items()) == [(first, "Mine"), (second, "two words")]
    be("bob")
    assert my_nets() == {}


def test_texts_are_a_visitor_s_own_and_no_nets(be):
    own = text("own")
    enter(own, "notes.txt")
    assert (my_nets(), is_mine(own)) == ({}, True)
    be("bob")
    assert not is_mine(own)


@pytest.mark.parametrize("brought", [uploaded, text])
def test_what_is_taken_off_leaves_the_store_unless_another_has_it(be, brought):
    shared, own = brought("shared"), brought("own")
    for name in (shared, own):
        enter(name, name)
    be("bob")
    enter(shared, "too")
    be("ada")
    for name in (shared, own):
        drop(name)
    assert (is_there(shared), is_there(own), my_nets()) == (True, False, {})


@pytest.mark.parametrize("brought", [uploaded, text])
def test_what_was_uploaded_is_gone_with_its_visitor(be, brought):
    alone, shared, trained = brought("alone"), brought("shared"), kept("trained")
    for name in (alone, shared, trained):
        enter(name, name)
    pass_days(DAYS_KEPT + 1)
    be("bob")
    enter(shared, "shared")
    assert [is_there(name) for name in (alone, shared, trained)] == [False, True, True]
    be("ada")
    assert my_nets() == {}


def test_a_visitor_who_comes_keeps_them(be):
    own = uploaded("own")
    enter(own, "own")
    pass_days(DAYS_KEPT + 1)
    assert own in my_nets()
    be("bob")
    enter(uploaded("other"), "other")
    assert is_there(own)


@pytest.mark.parametrize("limit", ["MOST_LISTED", "MOST_LISTS"])
def test_beyond_the_limits_the_oldest_leave_the_store_too(be, monkeypatch, limit):
    monkeypatch.setattr(mine, limit, 2)
    names = [uploaded(word) for word in "abc"]
    for number, name in enumerate(names):
        if limit == "MOST_LISTS":
            be(f"visitor {number}")
            enter(name, name)
            pass_days(1 - number / 10)
        else:
            enter(name, name)
    enter(names[2], "once more")
    assert [is_there(name) for name in names] == [False, True, True]
