"""A lecture followed: where the lecturer is, told to all who follow, and what they guess, counted.

A socket a browser, at /follow. All of it is of now, in memory, and gone with its socket: nobody has a name,
and a server that was started again knows it as soon as the lecturer's page is back.
"""

import asyncio
import json
import os
import re
import time
from collections import Counter
from contextlib import suppress
from dataclasses import asdict, dataclass
from functools import cached_property
from secrets import compare_digest, token_urlsafe
from typing import Any

from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.websockets import WebSocket, WebSocketDisconnect

from lstmviz.lectures import LECTURES

LEADS, FOLLOWS = "lstmviz-leads", "lstmviz-follows"
"""Cookies: the lecturer's holds the key, that of who joined nothing but that."""
KEY = os.environ.get("LSTMVIZ_LEAD") or token_urlsafe(16)
MOST_FOLLOWERS = 2000
MOST_CHARACTERS = 500  # of a message, beside the link of a lecturer's
LONGEST_LINK = 8000
MOST_MESSAGES = 20  # a second, of one socket
PAUSE = 0.1  # seconds between two messages to one socket: what is said meanwhile is said at once
PLACE = re.compile(r"(#[a-z0-9=&.-]{1,80})?")
LINK = re.compile(rf"(/[a-z-]*(\?[\w.~%+&=-]{{1,{LONGEST_LINK}}})?)?", re.ASCII)
RUBBISH, FULL = 1008, 1013  # WebSocket's codes


@dataclass(frozen=True)
class At:
    """Where the lecturer is."""

    lecture: str  # "" in none
    stop: int  # from 1
    told: bool  # whether the answer is shown
    link: str  # "/what-if?task=recall": what is shown, at the stop or beside; "": it is the lecturer's alone
    place: str  # "#t=12&u=7": the stepper's

    @classmethod
    def read(cls, given: Any) -> "At":
        """From a message. Raises ValueError, KeyError, TypeError where it is none."""
        at = cls(**given)
        stops = len(LECTURES[at.lecture].stops) if at.lecture else 1
        is_there = type(at.stop) is int and 1 <= at.stop <= stops and type(at.told) is bool
        if not (is_there and LINK.fullmatch(at.link) and PLACE.fullmatch(at.place)):
            raise ValueError(given)
        return at

    @property
    def options(self) -> int:
        """How many there are to choose from."""
        return len(LECTURES[self.lecture].stops[self.stop - 1].options) if self.lecture else 0

    @property
    def address(self) -> str:
        """What the browser of who joins opens, from the server's root."""
        stop = f"?lecture={self.lecture}&stop={self.stop}" if self.lecture else ""
        return f".{self.link or stop}"


class Said:
    """What all hear until something changes: written once."""

    def __init__(self, at: At | None, guesses: dict[object, int], followers: int) -> None:
        self.at, self.followers = at, followers
        counted = Counter(guesses.values())
        self.guesses = [counted[option] for option in range(1, at.options + 1)] if at else []
        self.is_over = asyncio.Event()

    @cached_property
    def to_lecturer(self) -> str:
        """With the guesses, and how many follow."""
        return json.dumps({**self._where, "guesses": self.guesses, "followers": self.followers})

    @cached_property
    def to_hall(self) -> str:
        """The guesses, once the answer is shown."""
        shown = self.guesses if self.at and self.at.told else []
        return json.dumps({**self._where, "guesses": shown})

    @property
    def _where(self) -> dict[str, Any]:
        return asdict(self.at) if self.at else {}


class Hall:
    """Who follows, and what is said to them."""

    def __init__(self) -> None:
        self.at: At | None = None
        self.guesses: dict[object, int] = {}  # of a socket, at this stop
        self.followers = 0
        self.said = self._say()

    def lead(self, at: At) -> None:
        """The lecturer is there; another stop has guesses of its own."""
        if self.at is None or (self.at.lecture, self.at.stop) != (at.lecture, at.stop):
            self.guesses.clear()
        self.at = at
        self.say()

    def guess(self, who: object, option: int) -> None:
        """Count it, if there is such an option."""
        if self.at and 1 <= option <= self.at.options:
            self.guesses[who] = option
            self.say()

    def say(self) -> None:
        """Something changed: everybody hears."""
        before, self.said = self.said, self._say()
        before.is_over.set()

    def _say(self) -> Said:
        return Said(self.at, self.guesses, self.followers)


HALL = Hall()


def does_lead(key: object) -> bool:
    """Whether it is the lecturer's. AppTest, which has no browser, gives a mock."""
    return isinstance(key, str) and compare_digest(key.encode(), KEY.encode())


async def lead(request: Request) -> Response:
    """The lecturer's way in: /lead?key=…, which the command prints."""
    if not does_lead(request.query_params.get("key")):
        return PlainTextResponse("This is not the lecturer's key; `lstmviz --hall` prints it.", 403)
    answer = RedirectResponse("lectures", 303)
    answer.set_cookie(LEADS, KEY, httponly=True, samesite="lax", secure=request.url.scheme == "https")
    return answer


async def join(request: Request) -> Response:
    """The hall's way in: to where the lecturer is, and on with the lecturer."""
    answer = RedirectResponse(HALL.at.address if HALL.at else ".", 303)
    answer.set_cookie(FOLLOWS, "on", samesite="lax", secure=request.url.scheme == "https")
    return answer


async def follow(socket: WebSocket) -> None:
    """Tell one browser what is said, and hear it, until it leaves."""
    await socket.accept()
    leads = does_lead(socket.cookies.get(LEADS))
    if not leads and HALL.followers >= MOST_FOLLOWERS:
        await socket.close(FULL)
        return
    HALL.followers += not leads
    HALL.say()
    telling = asyncio.create_task(_tell(socket, leads))
    try:
        await _hear(socket, leads)
    except WebSocketDisconnect:
        pass
    except (ValueError, KeyError, TypeError):
        with suppress(RuntimeError):  # it is gone by now
            await socket.close(RUBBISH)
    finally:
        telling.cancel()
        HALL.followers -= not leads
        HALL.guesses.pop(socket, None)
        HALL.say()


async def _tell(socket: WebSocket, leads: bool) -> None:
    told = ""
    while True:
        said = HALL.said
        text = said.to_lecturer if leads else said.to_hall
        if text != told:  # who comes and goes is the lecturer's to hear
            await socket.send_text(text)
            told = text
        await asyncio.sleep(PAUSE)
        await said.is_over.wait()


async def _hear(socket: WebSocket, leads: bool) -> None:
    """Raises ValueError, KeyError or TypeError at what nobody says here."""
    began, count = time.monotonic(), 0
    longest = MOST_CHARACTERS + (LONGEST_LINK if leads else 0)
    while True:
        text = await socket.receive_text()
        if time.monotonic() - began > 1:
            began, count = time.monotonic(), 0
        count += 1
        if len(text) > longest or count > MOST_MESSAGES:
            raise ValueError(text[:MOST_CHARACTERS])
        match json.loads(text):
            case {"at": at} if leads:
                HALL.lead(At.read(at))
            case {"guess": int(option), "stop": int(stop)} if not leads:
                if HALL.at and HALL.at.stop == stop:  # else the lecturer has gone on
                    HALL.guess(socket, option)
            case other:
                raise ValueError(other)
