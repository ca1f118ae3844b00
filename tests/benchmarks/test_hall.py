"""A small hall: none is lost, and an act costs a few times what a bare page's costs."""

import asyncio
import sys

import pytest
from streamlit import get_option

from benchmarks import hall_visits as visits
from benchmarks.hall import BARE

pytestmark = pytest.mark.skipif(
    sys.platform != "linux", reason="reads what a process has computed from /proc"
)
VISITORS, SECONDS = 20, 4.0
MOVES = 30
MOST_BESIDE = 16_000  # bytes of controls beside a scene; the page's style would be 6,000, a stepper's 22,000
MOST_TIMES_BARE = 12  # measured: 4 to 7


@pytest.fixture(scope="module")
def bare(tmp_path_factory):
    page = tmp_path_factory.mktemp("bare") / "bare.py"
    page.write_text(BARE)
    with visits.started(str(page)) as server:
        yield server


@pytest.fixture(scope="module")
def served():
    with visits.started() as server:
        yield server


def cost(server, path, act):
    """The server's seconds of computing an act."""
    load = asyncio.run(visits.bear(server, path, VISITORS, SECONDS, act))
    assert len(load.took) > VISITORS
    return load.cpu / len(load.took)


def test_an_act_costs_not_much_more_than_on_a_bare_page(bare, served, monkeypatch):
    monkeypatch.setattr(visits, "PAUSE", 1.0)
    floor = cost(bare, "/", visits.typing)
    assert cost(served, "/", visits.typing) < MOST_TIMES_BARE * floor
    assert cost(served, visits.CHANGED, visits.sliding) < MOST_TIMES_BARE * floor


def test_who_is_cut_off_comes_back_to_the_same(served, monkeypatch):
    monkeypatch.setattr(visits, "AWAY", 0.5)
    assert asyncio.run(visits.cut_off(served, VISITORS)) == (VISITORS, VISITORS)


def test_of_moves_that_overtake_each_other_few_are_run_and_the_last_one_counts(served):
    moves = ["abcD" * 100 + "a" * number for number in range(MOVES)]

    async def hurry():
        async with visits.in_the_hall([f"{served.address}/"] * 2) as (slow, fast):
            await slow.move("text_input", "string_value", moves[-1])
            before = fast.runs
            for move in moves:
                await fast.ask("text_input", "string_value", move)
            while fast.picture != slow.picture:
                await fast.hear()
            return fast.runs - before

    assert asyncio.run(hurry()) < MOVES / 2


def test_a_change_sends_the_scene_and_little_else(served):
    async def change():
        async with visits.in_the_hall([served.address + visits.CHANGED]) as (visitor,):
            before, pieces = visitor.received, visitor.pieces
            await visits.sliding(visitor, 1)
            sent = [
                piece
                for at, piece in visitor.pieces.items()
                if piece != pieces.get(at) or len(piece) < get_option("global.minCachedMessageSize")
            ]
            return visitor.received - before - sum(map(len, sent))

    assert asyncio.run(change()) < MOST_BESIDE
