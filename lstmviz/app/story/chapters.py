"""What the story is told in: its chapters, and what became of every statement. Both are files beside this."""

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

FOLDER = Path(__file__).parent


@dataclass(frozen=True)
class Chapter:
    """One idea, one question, one live picture, one plain sentence. Texts may hold Markdown."""

    title: str
    idea: str
    picture: str  # a key of pictures.PICTURES
    question: str
    options: tuple[str, ...]
    answer: int  # which option is right, from 1
    shows: str  # what is seen, once there is a guess
    sentence: str
    of: str = ""  # what the picture is of: see chapters.toml
    place: str = ""  # where its stepper stands, as a link writes it
    details: str = ""
    link: str = ""  # an address of the app that goes on from here
    link_title: str = ""
    evidence: tuple[str, ...] = ()  # names of claims


@dataclass(frozen=True)
class Row:
    """A statement, and what the measurements say to it."""

    claim: str
    right: int  # the option of the claim's question that is right, from 0
    verdict: Literal["True.", "True, if:", "Not as told."]
    says: str


def _tables(file: str, name: str) -> list[dict[str, Any]]:
    tables: list[dict[str, Any]] = tomllib.loads((FOLDER / file).read_text(encoding="utf-8"))[name]
    return [
        {key: tuple(value) if isinstance(value, list) else value for key, value in table.items()}
        for table in tables
    ]


CHAPTERS = tuple(Chapter(**table) for table in _tables("chapters.toml", "chapter"))
RECAP_ROWS = tuple(Row(**table) for table in _tables("recap.toml", "row"))
