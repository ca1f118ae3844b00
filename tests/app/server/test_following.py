"""A lecture followed: who may lead, what is heard, and what is refused."""

import asyncio
import json

import pytest
from starlette.websockets import WebSocketDisconnect

from lstmviz.app.server import following
from lstmviz.app.server.following import (
    KEY,
    LEADS,
    LONGEST_LINK,
    MOST_CHARACTERS,
    MOST_MESSAGES,
    RUBBISH,
    Hall,
    does_lead,
)

THERE = {
    "lecture": "tour",
    "stop": 3,
    "told": False,
    "link": "/?seq=abA&lecture=tour&stop=3",
    "place": "#t=11&u=7",
}
BESIDE = THERE | {"lecture": "", "stop": 1, "link": "/what-if?task=parity&seq=1%2B1"}
TOLD = {"at": THERE | {"told": True}}


class Socket:
    """A browser's, as the route sees it: what it says, one after the other, and what it hears."""

    def __init__(self, leads=False):
        self.cookies = {LEADS: KEY} if leads else {}
        self.says, self.heard, self.closed = asyncio.Queue(), [], None

    async def accept(self):
        pass

    async def close(self, code):
        self.closed = code

    async def send_text(self, text):
        self.heard.append(json.loads(text))

    async def receive_text(self):
        said = await self.says.get()
        if said is None:
            raise WebSocketDisconnect
        return said if isinstance(said, str) else json.dumps(said)


@pytest.fixture(autouse=True)
def hall(monkeypatch):
    monkeypatch.setattr(following, "PAUSE", 0)
    monkeypatch.setattr(following, "HALL", Hall())
    return following.HALL


def spoken(*words, leads=False):
    """A socket that says these words and leaves, and what it heard meanwhile."""

    async def run():
        socket = Socket(leads)
        for word in (*words, None):
            socket.says.put_nowait(word)
        await following.follow(socket)
        return socket

    return asyncio.run(run())


async def until(condition):
    async with asyncio.timeout(20):
        while not condition():
            await asyncio.sleep(0)


async def come(leads=False):
    socket = Socket(leads)
    return socket, asyncio.create_task(following.follow(socket))


def test_the_hall_hears_where_the_lecturer_is_and_who_comes_late_too(hall):
    async def run():
        (lecturer, _), (early, _) = await come(leads=True), await come()
        await lecturer.says.put({"at": THERE})
        await until(lambda: early.heard and early.heard[-1].get("stop") == 3)
        late, _ = await come()
        await until(lambda: late.heard)
        assert late.heard[0] == THERE | {"guesses": []}
        await until(lambda: lecturer.heard[-1]["followers"] == 2)

    asyncio.run(run())


def test_guesses_are_counted_for_the_lecturer_and_for_the_hall_once_the_answer_is_shown(hall):
    async def run():
        (lecturer, _), (one, leaves), (other, _) = await come(leads=True), await come(), await come()
        await lecturer.says.put({"at": THERE})
        await until(lambda: one.heard and one.heard[-1].get("stop") == 3)
        for socket, option in ((one, 2), (other, 2), (one, 1)):  # the last word counts
            await socket.says.put({"guess": option, "stop": 3})
        await until(lambda: lecturer.heard[-1]["guesses"] == [1, 1, 0])
        assert other.heard[-1]["guesses"] == []
        await lecturer.says.put(TOLD)
        await until(lambda: other.heard[-1]["guesses"] == [1, 1, 0])
        await one.says.put(None)
        await leaves
        await until(lambda: other.heard[-1]["guesses"] == [0, 1, 0])  # nothing is kept of who left
        await lecturer.says.put({"at": THERE | {"stop": 4}})
        await until(lambda: lecturer.heard[-1]["guesses"] == [0, 0, 0])

    asyncio.run(run())
    assert hall.guesses == {}


@pytest.mark.parametrize(
    "rubbish",
    [
        "",
        "[",
        "[1]",
        '{"at": 1}',
        {"guess": "1", "stop": 3},
        {"guess": 1},
        {"at": THERE},  # it does not lead
        "x" * (MOST_CHARACTERS + 1),
        '{"guess": 1, "stop": 3' + "}" * 400,
        "[" * 400,
    ],
)
def test_rubbish_ends_the_socket(rubbish, hall):
    assert spoken(rubbish).closed == RUBBISH
    assert (hall.followers, hall.at) == (0, None)


@pytest.mark.parametrize(
    "at",
    [
        {**THERE, "lecture": "nope"},
        {**THERE, "stop": 99},
        {**THERE, "stop": True},
        {**THERE, "told": 1},
        {**THERE, "place": "javascript:alert(1)"},
        {**THERE, "place": "#<b>"},
        {**THERE, "more": 1},
        {**THERE, "link": "//elsewhere.example/"},
        {**THERE, "link": "https://elsewhere.example/"},
        {**THERE, "link": "/?seq=a#b"},
        {**THERE, "link": "/?seq=" + "a" * LONGEST_LINK},
        {**BESIDE, "stop": 2},
        {"lecture": []},
    ],
)
def test_a_lecturer_too_says_only_where_a_lecture_has_a_stop(at, hall):
    assert spoken({"at": at}, leads=True).closed == RUBBISH
    assert hall.at is None


def test_a_lecturer_may_be_beside_every_lecture_and_show_a_long_sequence(hall):
    long = BESIDE | {"link": "/?seq=" + "a" * (LONGEST_LINK - 10)}
    assert spoken({"at": BESIDE}, {"at": long}, leads=True).closed is None
    assert hall.at == following.At(**long)


def test_who_joins_opens_what_the_lecturer_shows_or_the_stop_where_that_is_theirs_alone():
    assert following.At(**BESIDE).address == "./what-if?task=parity&seq=1%2B1"
    assert following.At(**THERE | {"link": ""}).address == ".?lecture=tour&stop=3"
    assert following.At(**BESIDE | {"link": ""}).address == "."


def test_the_hall_is_not_told_who_comes_and_goes(hall):
    async def run():
        (lecturer, _), (early, _) = await come(leads=True), await come()
        await lecturer.says.put({"at": THERE})
        await until(lambda: early.heard and early.heard[-1].get("stop") == 3)
        heard = len(early.heard)
        await come()
        await until(lambda: lecturer.heard[-1]["followers"] == 2)
        await lecturer.says.put({"at": BESIDE})
        await until(lambda: early.heard[-1]["lecture"] == "")
        assert len(early.heard) == heard + 1

    asyncio.run(run())


def test_who_says_too_much_is_cut_off(hall):
    hall.lead(following.At(**THERE))
    assert spoken(*[{"guess": 1, "stop": 3}] * MOST_MESSAGES).closed is None
    assert spoken(*[{"guess": 1, "stop": 3}] * (MOST_MESSAGES + 1)).closed == RUBBISH


def test_a_guess_that_there_is_not_or_that_comes_late_is_not_counted(hall):
    hall.lead(following.At(**THERE))
    assert spoken({"guess": 9, "stop": 3}, {"guess": 1, "stop": 2}).closed is None
    assert all(heard["guesses"] == [] for heard in spoken({"guess": 0, "stop": 3}).heard)


def test_there_is_room_for_so_many_and_for_the_lecturer(hall, monkeypatch):
    monkeypatch.setattr(following, "MOST_FOLLOWERS", 0)
    assert spoken().closed == following.FULL
    assert spoken(leads=True).closed is None


@pytest.mark.parametrize("key", [None, "", "nope", "ключ"])
def test_nobody_leads_without_the_key(key):
    assert not does_lead(key)
    assert does_lead(KEY)


def test_the_way_in_leads_to_the_hall_and_the_key_to_the_lectures(get):
    answer, _ = get("/join")
    assert (answer.status, answer.headers["Location"]) == (303, ".")
    assert "lstmviz-follows=on" in answer.headers["Set-Cookie"]
    assert get("/lead?key=nope")[0].status == 403


def test_the_way_in_has_a_code_and_is_an_address_of_this_server(get, server):
    _answer, body = get(f"/way-in?here={server}/join")
    assert json.loads(body)["code"].startswith("<svg")
    assert json.loads(body)["address"].endswith("/join")
    assert get("/way-in?here=http://elsewhere.example/join")[0].status == 400
