"""Clicks into a picture: a point more, a point less, never one that a link could not say."""

import pytest
import streamlit as st

from lstmviz.app.claims.controls import click, clicks_go_to
from lstmviz.claims.claim import MOST_POINTS, points_of
from tests.claims.toy import Toy


@pytest.fixture
def state(monkeypatch):
    made = {"click adds": "b"}
    monkeypatch.setattr(st, "session_state", made)
    return made


def test_a_click_adds_a_point_of_the_chosen_class(state):
    click("plane", "1,1,a", 0.52, -2.0)
    assert points_of(state["plane"]) == [(1, 1, "a"), (0.5, -2, "b")]


def test_a_click_on_a_point_takes_it_away(state):
    click("plane", "1,1,a;-1,-1,b", 1.1, 0.9)
    assert points_of(state["plane"]) == [(-1, -1, "b")]


@pytest.mark.parametrize("at", [(9.0, 0.0), (0.0, -4.1)])
def test_a_click_outside_the_plane_does_nothing(state, at):
    click("plane", "1,1,a", *at)
    assert "plane" not in state


def test_there_are_never_more_points_than_a_link_may_name(state):
    full = ";".join(f"{-3 + 0.1 * number:.1f},3,a" for number in range(MOST_POINTS))
    click("plane", full, 0.0, -3.0)
    assert len(points_of(state["plane"])) == MOST_POINTS


def test_only_a_claim_with_points_is_clicked():
    assert clicks_go_to(Toy()) is None
