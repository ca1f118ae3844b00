"""A stop as a page of its own: what the app shows at its link, before and after the guess, and its card."""

import json
from collections.abc import Sequence
from html import escape
from pathlib import Path
from string import Template

from lstmviz.app.guess import SHOWN, judged
from lstmviz.app.lecture.address import address
from lstmviz.app.lecture.card import placing
from lstmviz.app.lecture.turning import view_of
from lstmviz.app.publish.contents import Contents, contents
from lstmviz.app.publish.markdown import line, paragraphs
from lstmviz.draw.standalone import packed
from lstmviz.languages import gettext as _
from lstmviz.lectures import Lecture, Stop

_PAGE = Template((Path(__file__).parent / "browser" / "stop.html").read_text(encoding="utf-8"))
BEFORE, AFTER = "", SHOWN
"""Guesses, as far as a page shows something else."""


def stop_page(lecture: Lecture, number: int, language: str) -> str:
    """The page of a stop, from 1. Raises NotStaticError, InputError."""
    stop = lecture.stops[number - 1]
    links = [view_of(stop, guess) for guess in (BEFORE, AFTER)]
    views = [links[0]] if _view(links[0]) == _view(links[1]) else links
    placings = {
        name: placing(address(view_of(stop, guess)).page, lecture, number, stop, guess)
        for name, guess in (("before", BEFORE), ("after", AFTER))
    }
    return _PAGE.substitute(
        language=escape(language),
        title=escape(f"{_(stop.heading)} · {_(lecture.title)}"),
        lecture=escape(_(lecture.title)),
        views="\n".join(_section(at, contents(link)) for at, link in enumerate(views)),
        card=_card(lecture, number, stop),
        stop=json.dumps(placings, ensure_ascii=False).replace("<", "\\u003c"),
    )


def _view(link: str) -> str:
    """The link without the place in it."""
    return link.partition("#")[0]


def _section(at: int, shown: Contents) -> str:
    """What is seen at a link; the second one after the guess."""
    parts = "".join(
        f'<div data-kind="{part.kind}"><script type="text/plain">{packed(part.content)}</script></div>'
        for part in shown.parts
    )
    return f'<section class="view"{" hidden" if at else ""}>{parts}</section>'


def _card(lecture: Lecture, number: int, stop: Stop) -> str:
    """As app/lecture/card.py has it, which the same style sheet and module place."""
    parts = [f"<h4>{line(_(stop.heading))}</h4>", f'<div class="text">{paragraphs(_(stop.text))}</div>']
    if stop.asks:
        parts.append(_question(stop))
    parts.append(_answer(stop))
    return "\n".join([*parts, _ways(lecture, number)])


def _question(stop: Stop) -> str:
    if not stop.options:
        return f'<p class="asked st-key-lecture_show"><button type="button">{_("Show me")}</button></p>'
    options = [(str(at), line(_(option))) for at, option in enumerate(stop.options, 1)] + [
        (SHOWN, escape(_("Show me")))
    ]
    radios = "".join(
        f'<label><input type="radio" name="guess" value="{word}"> {text}</label>' for word, text in options
    )
    return (
        f'<div class="asked"><p id="question">{line(_(stop.question))}</p>'
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
        f'<span class="st-key-lecture_{way}"><a href="{page_of(to)}">{text}</a></span>'
        for way, to, text in ways
        if 1 <= to <= len(lecture.stops)
    )
    return f'<p class="st-key-lecture_ways">{links}</p>'


def page_of(number: int) -> str:
    """The file of a stop."""
    return f"{number}.html"
