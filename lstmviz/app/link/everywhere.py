"""The words that the link of every page may hold: what goes with the visitor from page to page."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Self

from lstmviz.app.link.fields import link_field, one_of, whole
from lstmviz.app.link.view import View
from lstmviz.draw.notation import NOTATIONS
from lstmviz.languages import LANGUAGES
from lstmviz.lectures import LECTURES

MOST_STOPS = 99


def _lecture(word: str, view: Any) -> str:
    return str(one_of(["", *LECTURES])(word, view))


def _stop(word: str, view: "Everywhere") -> int:
    if not view.lecture:
        return int(whole(1, MOST_STOPS)(word, view))
    lecture = LECTURES[view.lecture]
    return lecture.number_of(word) or int(whole(1, len(lecture.stops))(word, view))


def _stop_word(number: int, view: "Everywhere") -> str:
    return LECTURES[view.lecture].word_of(number) if view.lecture else str(number)


@dataclass(frozen=True)
class Everywhere(View):
    """In which language one reads, at which stop of which lecture one is, and in whose letters."""

    lang: str = link_field("", one_of(("", *LANGUAGES)))  # empty: the browser's
    lecture: str = link_field("", _lecture, entry=True)
    lecture_stop: int = link_field(1, _stop, entry=True, write=_stop_word)  # from 1
    letters: str = link_field("pytorch", one_of(NOTATIONS))  # as in which book

    def link_words(self) -> dict[str, str]:
        """A stop is a `stop`."""
        return super().link_words() | {"lecture_stop": "stop"}

    def normalized(self) -> Self:
        """There is a stop only in a lecture."""
        return self if self.lecture else replace(self, lecture_stop=1)


def apart(words: Mapping[str, str]) -> tuple[dict[str, str], dict[str, str]]:
    """A link's words that any page's may hold, and those for its page alone."""
    common = {word: words[word] for word in Everywhere().link_words().values() if word in words}
    return common, {word: words[word] for word in words if word not in common}
