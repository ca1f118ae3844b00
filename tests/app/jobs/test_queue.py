"""Turns among addresses, and room for newcomers."""

from types import SimpleNamespace

from hypothesis import given
from hypothesis import strategies as st

from lstmviz.app.jobs.queue import FOR_NEWCOMERS, MOST_WAITING, in_turn, most_waiting


def jobs(addresses):
    return [SimpleNamespace(address=address, number=number) for number, address in enumerate(addresses)]


def order(addresses, running=""):
    return " ".join(f"{job.address}{job.number}" for job in in_turn(jobs(addresses), jobs(running)))


def test_of_one_address_the_first_comes_first():
    assert order("aaa") == "a0 a1 a2"
    assert order("aaa", running="a") == "a0 a1 a2"


def test_addresses_take_turns():
    assert order("aaaab") == "a0 b4 a1 a2 a3"
    assert order("aaabbc") == "a0 b3 c5 a1 b4 a2"


def test_who_already_runs_one_has_had_a_turn():
    assert order("ab", running="a") == "b1 a0"
    assert order("aab", running="aa") == "b2 a0 a1"


@given(st.lists(st.sampled_from("abcd")), st.lists(st.sampled_from("abcd"), max_size=4))
def test_everybody_waits_for_at_most_as_many_as_there_are_addresses_a_turn(waiting, running):
    ordered = in_turn(jobs(waiting), jobs(running))
    assert sorted(job.number for job in ordered) == list(range(len(waiting)))
    for address in set(waiting):
        own = [job for job in ordered if job.address == address]
        assert [job.number for job in own] == sorted(job.number for job in own)
        before = running.count(address) + 1  # turns until the first of it
        assert ordered.index(own[0]) < before * len(set(waiting))


def test_the_last_places_are_for_addresses_that_have_none():
    assert most_waiting("a", jobs("")) == MOST_WAITING
    assert most_waiting("a", jobs("a")) == MOST_WAITING - FOR_NEWCOMERS
    assert most_waiting("b", jobs("a")) == MOST_WAITING
