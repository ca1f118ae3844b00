"""A stop as a page of its own: what the app shows at its link, before and after the guess, and its card."""

import json
from collections.abc import Sequence
from html import escape
from pathlib import Path
from string import Template

from lstmviz.app.guess import SHOWN, Question, judged
from lstmviz.app.lecture.card import placing
from lstmviz.app.lecture.link_parts import link_parts
from lstmviz.app.lecture.markdown import line, paragraphs
from lstmviz.app.lecture.turning import view_of
from lstmviz.app.publish.contents import Contents, NotStaticError, Part, contents
from lstmviz.draw.standalone import packed
from lstmviz.languages import gettext as _
from lstmviz.lectures import Lecture, Stop

_PAGE = Template((Path(__file__).parent / "browser" / "stop.html").read_text(encoding="utf-8"))
BEFORE, AFTER = "", SHOWN
"""Guesses, as far as a page shows something else."""


def stop_page(lecture: Lecture, number: int, language: str, server: str = "") -> tuple[str, str]:
    """The page of a stop, from 1, and why it is not static, if it is not.

    server: where the app is, to which such a stop leads. Raises InputError where a net cannot be had.
    """
    stop = lecture.stops[number - 1]
    links = [view_of(stop, guess) for guess in (BEFORE, AFTER)]
    views = [links[0]] if _view(links[0]) == _view(links[1]) else links
    asks: Question | None = stop if stop.options else None
    sections, reasons = [], []
    for at, link in enumerate(views):
        try:
            shown = contents(link)
            asks = asks or shown.asks
            sections.append(_section(at, _seen(shown)))
        except NotStaticError as error:
            reasons.append(str(error))
            sections.append(_section(at, _elsewhere(error, link, server)))
    placings = {
        name: placing(link_parts(view_of(stop, guess)).page, lecture, number, stop, guess)
        for name, guess in (("before", BEFORE), ("after", AFTER))
    }
    page = _PAGE.substitute(
        language=escape(language),
        title=escape(f"{_(stop.heading)} · {_(lecture.title)}"),
        lecture=escape(_(lecture.title)),
        heading=escape(_(stop.heading)),
        views="\n".join(sections),
        card=_card(lecture, number, stop, asks),
        stop=json.dumps(placings, ensure_ascii=False).replace("<", "\\u003c"),
    )
    return page, " ".join(reasons)


def _view(link: str) -> str:
    """The link without the place in it."""
    return link.partition("#")[0]


def _section(at: int, seen: str) -> str:
    """What is seen at a link; the second one after the guess."""
    return f'<section class="view"{" hidden" if at else ""}>{seen}</section>'


def _seen(shown: Contents) -> str:
    above, below = ("".join(map(paragraphs, words)) for words in (shown.above, shown.below))
    return f'{above}<div class="parts">{"".join(map(_part, shown.parts))}</div>{below}'


def _part(part: Part) -> str:
    content = f'<script type="text/plain">{packed(part.content)}</script>'
    return f'{part.field}<div data-kind="{part.kind}">{part.html}{content}</div>'


def _elsewhere(error: NotStaticError, link: str, server: str) -> str:
    """What cannot be here: where it is, or a picture of it."""
    if server:
        there = escape(f"{server.rstrip('/')}{link}")
        way = _("Open it on the server")
        way = f'<a href="{there}">{escape(way)}</a>'
    else:
        way = escape(_("Start lstmviz and open {link} to see it move.").format(link=link))
    return f"<p>{escape(str(error))} {way}</p>{error.still}"


def _card(lecture: Lecture, number: int, stop: Stop, asks: Question | None) -> str:
    """As app/lecture/card.py has it, which the same style sheet and module place."""
    parts = [f"<h3>{line(_(stop.heading))}</h3>", f'<div class="text">{paragraphs(_(stop.text))}</div>']
    if stop.asks:
        parts.append(_question(asks))
    parts.append(_answer(stop))
    return "\n".join([*parts, _ways(lecture, number)])


def _question(asks: Question | None) -> str:
    show = escape(_("Show me"))
    if asks is None:
        return f'<p class="asked st-key-lecture_show"><button type="button">{show}</button></p>'
    options = [(str(at), line(_(option))) for at, option in enumerate(asks.options, 1)]
    options.append((SHOWN, show))
    radios = "".join(
        f'<label><input type="radio" name="guess" value="{word}"> {text}</label>' for word, text in options
    )
    return (
        f'<div class="asked"><p id="question">{line(_(asks.question))}</p>'
        f'<div role="radiogroup" aria-labelledby="question">{radios}</div></div>'
    )


def _answer(stop: Stop) -> str:
    """What is shown, for who guessed right and for all others."""
    right = stop.answer - 1 if stop.answer else None
    told: Sequence[str] = [
        f'<span class="judged" data-guess="{guess}">{line(judged(stop, guess, right))}</span>'
        for guess in ([str(stop.answer), ""] if stop.asks and stop.answer else [])
    ]
    sentence = f"<p><em>{line(_(stop.sentence))}</em></p>" if stop.sentence else ""
    shows = paragraphs(_(stop.shows)).replace("<p>", f"<p>{''.join(told)}", 1)
    return f'<div class="st-key-lecture_answer" hidden>{shows}{sentence}</div>'


def _ways(lecture: Lecture, number: int) -> str:
    ways = [("back", number - 1, _("← Back")), ("next", number + 1, _("Next →"))]
    links = "".join(
        f'<span class="st-key-lecture_{way}"><a href="{page_of(lecture, to)}">{text}</a></span>'
        for way, to, text in ways
        if 1 <= to <= len(lecture.stops)
    )
    return f'<p class="st-key-lecture_ways">{links}</p>'


def page_of(lecture: Lecture, number: int) -> str:
    """The file of a stop: named by its word, so that it stays when others are put before it."""
    return f"stop-{word}.html" if (word := lecture.stops[number - 1].word) else f"{number}.html"
