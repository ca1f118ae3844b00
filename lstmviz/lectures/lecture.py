"""What a lecture is: views of the app in an order, each with what is asked and said there; and its file.

A lecture is a TOML file: see tour.toml. Whatever is wrong with one is said with its line.
"""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import MISSING, dataclass, fields
from pathlib import Path
from typing import Any

from lstmviz.draw.quantities import LEDGER, SOUND, SPECTRUM, accents
from lstmviz.errors import InputError
from lstmviz.languages import N_, Translatable

LARGEST = 200_000  # bytes of a file
MOST_STOPS = 99
MOST_OPTIONS = 9
POINTS = ("tokens", "answers", *(one.name for one in (LEDGER, SOUND, SPECTRUM)), *accents())
WORD = re.compile("[a-z][a-z0-9-]{0,39}")
TAG = re.compile("[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")  # of a language, as HTML takes it (BCP 47)


@dataclass(frozen=True)
class Stop:
    """One view of the app, and what there is to ask and say in front of it. Texts may hold Markdown."""

    link: str  # an address of the app, "/what-if?task=recall#t=12"
    heading: str
    word: str = (
        ""  # in links, and the same when others are put before it; without one its number stands there
    )
    text: str = ""  # before the guess: what one sees, what to look at
    question: str = ""
    options: tuple[str, ...] = ()
    answer: int = 0  # which option is right, from 1; 0 where that is left open
    veil: int = 0  # from which step on the picture is veiled before the guess; 0: nowhere
    point: str = ""  # where to look: a quantity, "tokens", "answers"; after "other ": of the other net
    then: str = ""  # the address that shows the answer, if it is another
    shows: str = ""  # what is seen there
    sentence: str = ""  # what to take along, one sentence
    notes: str = ""  # for the speaker's eyes

    @property
    def asks(self) -> bool:
        """Whether there is something to be shown later, here or, where the page asks, on the page."""
        return bool(self.options or self.then)


@dataclass(frozen=True)
class Lecture:
    """Stops in their order."""

    name: str  # in links
    title: str
    language: str  # "en", a tag of TAG's kind
    about: str  # one sentence: what one knows afterwards
    minutes: int
    stops: tuple[Stop, ...]
    at_once: str = ""  # an address of the app where its subject is in sight, for whoever wants no lecture

    def word_of(self, number: int) -> str:
        """A stop, from 1, in links."""
        return self.stops[number - 1].word or str(number)

    def number_of(self, word: str) -> int | None:
        """The stop of that word, from 1."""
        return next((at for at, stop in enumerate(self.stops, 1) if word and stop.word == word), None)


def read_lecture(path: Path) -> Lecture:
    """The lecture in a file, named as the file is.

    Raises:
        InputError: names the file, the line and a way out.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise InputError(
            "The lecture {path} cannot be read: {error}.", path=path, error=error.strerror
        ) from None
    if len(data) > LARGEST:
        raise InputError(
            "The lecture {path} has {size:,} bytes; the limit is {most:,}.",
            path=path,
            size=len(data),
            most=LARGEST,
        )
    try:
        text = data.decode("utf-8-sig")  # Windows' editors put a mark before it
        table = tomllib.loads(text)
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise in_file(path, line, Translatable("this is not UTF-8. Save the file as UTF-8.")) from None
    except (ValueError, RecursionError) as error:  # it, or a number or a nesting that is too long
        raise InputError("{path}: {error}. A lecture is a TOML file.", path=path, error=error) from None
    return _Reading(path, text.splitlines()).lecture(table)


class _Reading:
    """A file while it is read, so that a fault can be told with its line."""

    def __init__(self, path: Path, lines: list[str]) -> None:
        self.path, self.lines = path, lines

    def lecture(self, table: dict[str, Any]) -> Lecture:
        stops = table.pop("stop", [])
        is_list = isinstance(stops, list) and all(isinstance(one, dict) for one in stops)
        if not is_list or not 1 <= len(stops) <= MOST_STOPS:
            raise self.fault(
                0, "", N_("A lecture has 1 to {most} stops; begin each with [[stop]]."), most=MOST_STOPS
            )
        head = self.checked(0, table, Lecture, {"name", "stops"})
        self.check_head(head)
        lecture = Lecture(
            self.path.stem, **head, stops=tuple(self.stop(at, one) for at, one in enumerate(stops, 1))
        )
        for at, stop in enumerate(lecture.stops, 1):
            if stop.word and lecture.number_of(stop.word) != at:
                raise self.fault(
                    at, "word", N_("`word` is {word!r}, as that of another stop."), word=stop.word
                )
        return lecture

    def check_head(self, head: Mapping[str, Any]) -> None:
        if head["minutes"] < 1:
            raise self.fault(0, "minutes", N_("`minutes` is how long the lecture takes, 1 or more."))
        if not TAG.fullmatch(head["language"]):
            raise self.fault(0, "language", N_("`language` is the tag of a language, as en, zh or pt-BR."))
        self.check_address(0, "at_once", head.get("at_once", ""))

    def stop(self, at: int, table: dict[str, Any]) -> Stop:
        stop = Stop(**self.checked(at, table, Stop, set()))
        for name in ("link", "then"):
            self.check_address(at, name, getattr(stop, name))
        if len(stop.options) == 1 or len(stop.options) > MOST_OPTIONS:
            raise self.fault(at, "options", N_("A question has 2 to {most} options."), most=MOST_OPTIONS)
        if "" in stop.options or len({*stop.options}) < len(stop.options):  # no guess would tell which
            raise self.fault(at, "options", N_("Each option says something, and no two the same."))
        if bool(stop.question) != bool(stop.options):
            raise self.fault(at, "question", N_("A question and its options stand together."))
        if not 0 <= stop.answer <= len(stop.options):
            raise self.fault(
                at,
                "answer",
                N_("`answer` is {answer}, of {count} options."),
                answer=stop.answer,
                count=len(stop.options),
            )
        if stop.word and not WORD.fullmatch(stop.word):
            raise self.fault(at, "word", N_("`word` is one of small letters, digits and -, as second-flag."))
        if stop.point and stop.point.removeprefix("other ") not in POINTS:
            raise self.fault(
                at,
                "point",
                N_("`point` is {point!r}; choose one of {known}, or one of the other net: other cell."),
                point=stop.point,
                known=", ".join(POINTS),
            )
        if stop.veil < 0:
            raise self.fault(at, "veil", N_("`veil` is a step, from 1."))
        return stop

    def check_address(self, at: int, name: str, value: str) -> None:
        if value and (not value.startswith("/") or value.startswith("//")):  # of another server
            raise self.fault(
                at,
                name,
                N_("`{name}` is an address of the app and begins with /, as /?task=anbn."),
                name=name,
            )

    def checked(self, at: int, table: Mapping[str, Any], kind: type, without: set[str]) -> dict[str, Any]:
        """The values of a table, each known, of its type, and there if it must be."""
        wanted = {one.name: one for one in fields(kind) if one.name not in without}
        for key in table:
            if key not in wanted:
                known = ", ".join(wanted)
                raise self.fault(
                    at, key, N_("`{key}` means nothing here; there are {known}."), key=key, known=known
                )
        found = {}
        for name, one in wanted.items():
            if name not in table:
                if one.default is MISSING:
                    raise self.fault(at, "", N_("`{name}` is missing."), name=name)
                continue
            found[name] = self.value(at, name, table[name], one.type)
        return found

    def value(self, at: int, name: str, value: Any, kind: Any) -> Any:
        if kind is int and type(value) is int:
            return value
        if (
            kind is str
            and isinstance(value, str)
            and (value.strip() or name not in ("link", "heading", "title"))
        ):
            return value.strip()
        if kind not in (int, str) and isinstance(value, list) and all(isinstance(one, str) for one in value):
            return tuple(one.strip() for one in value)
        asked = {
            int: N_("`{name}` must be a whole number."),
            str: N_('`{name}` must be a text between quotation marks ("…").'),
        }
        raise self.fault(at, name, asked.get(kind, N_('`{name}` must be a list: ["…", "…"].')), name=name)

    def fault(self, at: int, key: str, text: str, /, **values: object) -> InputError:
        """The error, at the line of the key in the stop, or of the stop; stop 0 is the head of the file."""
        starts = [
            number for number, line in enumerate(self.lines, 1) if re.match(r"\s*\[\[\s*stop\s*\]\]", line)
        ]
        begin = starts[at - 1] if at else 1
        end = next((start for start in starts if start > begin), len(self.lines) + 1)
        within = range(begin, end)
        named = re.compile(rf"\s*{re.escape(key)}\s*=") if key else None
        line = next((n for n in within if named and named.match(self.lines[n - 1])), begin)
        fault = Translatable(text, **values)
        of_stop = Translatable("stop {stop}: {fault}", stop=at, fault=fault)
        return in_file(self.path, line, of_stop if at else fault)


def in_file(path: Path, line: int, fault: Translatable | str) -> InputError:
    """The error of a fault in a line of a lecture's file."""
    return InputError("{path}, line {line}: {fault}", path=path, line=line, fault=fault)
