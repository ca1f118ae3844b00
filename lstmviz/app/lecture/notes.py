"""The speaker's window: notes of the stop at hand, and what comes next. It follows the lecture in the other
window through the browser alone, and leads it: no server is asked once it is open."""

from html import escape
from string import Template

from starlette.requests import Request
from starlette.responses import HTMLResponse

from lstmviz.app.lecture.markdown import line
from lstmviz.languages import gettext as _
from lstmviz.languages import nearest, speak, spoken
from lstmviz.lectures import LECTURES, TOUR, Lecture, Stop

_PAGE = Template("""<!doctype html>
<html lang="$language">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>$notes · $title · lstmviz</title>
$head
</head>
<body data-lecture="$name">
<header>
<h1>$title</h1>
<button type="button" data-way="back">$back</button>
<button type="button" data-way="on">$on</button>
<p id="clock" role="timer" title="$clock">0:00</p>
</header>
<main>
$stops
</main>
</body>
</html>
""")


async def notes(request: Request) -> HTMLResponse:
    """The notes of the lecture that is asked for, in the language that is."""
    speak(nearest(request.query_params.get("lang")))
    name = request.query_params.get("lecture", TOUR)
    if name not in LECTURES:
        known = ", ".join(LECTURES)
        problem = _("There is no lecture {name}; the lectures are {known}.")
        return HTMLResponse(escape(problem.format(name=repr(name[:60]), known=known)), 404)
    return HTMLResponse(page(LECTURES[name]))


SERVED = """<link rel="stylesheet" href="lib/lecture/notes.css">
<script type="module" src="lib/lecture/notes.js"></script>"""
"""Style and script, as the server has them (server/routes.py)."""


def page(lecture: Lecture, head: str = SERVED) -> str:
    """All stops, of which the browser shows the one at hand and the heading of the next."""
    stops = [
        _stop(number, stop, following)
        for number, (stop, following) in enumerate(
            zip(lecture.stops, [*lecture.stops[1:], None], strict=True), 1
        )
    ]
    is_translated = _(lecture.about) != lecture.about
    return _PAGE.substitute(
        language=spoken() if is_translated else escape(lecture.language),
        head=head,
        notes=_("Notes"),
        back=_("← Back"),
        on=_("Answer, then next →"),
        clock=_("minutes and seconds since the notes were opened"),
        title=escape(_(lecture.title)),
        name=escape(lecture.name),
        stops="\n".join(stops),
    )


def _stop(number: int, stop: Stop, following: Stop | None) -> str:
    options = "".join(
        f"<li{' class=right' if at == stop.answer else ''}>{_said(option)}</li>"
        for at, option in enumerate(stop.options, 1)
    )
    announced = _("Next: {title}").format(title=_(following.heading)) if following else ""
    parts = [
        f"<h2>{number}. {_said(stop.heading)}</h2>",
        f"<p>{_said(stop.text)}</p>",
        f"<p class=question>{_said(stop.question)}</p>" if stop.question else "",
        f"<ol>{options}</ol>" if options else "",
        f"<p>{_said(stop.shows)}</p>" if stop.shows else "",
        f"<p class=sentence>{_said(stop.sentence)}</p>" if stop.sentence else "",
        f"<p class=notes>{_said(stop.notes)}</p>" if stop.notes else "",
        f"<p class=next>{line(announced)}</p>" if announced else "",
    ]
    return f"<section data-stop={number} hidden>{''.join(parts)}</section>"


def _said(text: str) -> str:
    return line(_(text))
