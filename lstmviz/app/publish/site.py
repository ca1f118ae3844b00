"""The files of a published lecture: a page a stop, and one copy of all that they share."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from pathlib import Path
from shutil import copyfile
from string import Template

from lstmviz.app.lecture import notes
from lstmviz.app.lecture.card import style as card_style
from lstmviz.app.lecture.markdown import line
from lstmviz.app.publish.stop_page import page_of, stop_page
from lstmviz.draw import chart, inside
from lstmviz.draw.standalone import LOAD, parts
from lstmviz.errors import InputError
from lstmviz.languages import gettext as _
from lstmviz.lectures import Lecture

BROWSER = Path(__file__).parent / "browser"
SCRIPTS = "lstmviz.js"
PLOTLY = Path(chart.__file__).parents[1] / "plotly" / "plotly.min.js"
NOTES = Path(notes.__file__).parent / "browser"
ICON = Path(__file__).parents[1] / "server" / "icon.svg"
_INDEX = Template((BROWSER / "index.html").read_text(encoding="utf-8"))
# From a stop's number to its word.
_LEADS_ON = '<!doctype html><script>location.replace("{page}" + location.hash)</script>'


@dataclass(frozen=True)
class Published:
    """A stop that was written."""

    number: int
    heading: str
    size: int  # bytes of its page
    reason: str  # why it is not static; "" where it is


def publish(lecture: Lecture, folder: Path, language: str, server: str = "") -> Iterator[Published]:
    """Write the site; says each stop once it is there.

    server: the address of the app, to which stops lead that cannot be static.

    Raises:
        InputError: the folder holds something else or cannot be written, or a net of a stop cannot be had.
    """
    try:
        yield from _write(lecture, folder, language, server)
    except OSError as error:
        raise InputError(
            "{folder} cannot be written: {error}. Make room there, or name another folder.",
            folder=folder,
            error=error.strerror or error,
        ) from error


def _write(lecture: Lecture, folder: Path, language: str, server: str) -> Iterator[Published]:
    _make_room(folder)
    (folder / SCRIPTS).write_text(_scripts(), encoding="utf-8")
    for file in (PLOTLY, ICON):
        copyfile(file, folder / file.name)
    (folder / "lstmviz.css").write_text(_style(), encoding="utf-8")
    (folder / "index.html").write_text(_index(lecture, language), encoding="utf-8")
    (folder / "notes.html").write_text(notes.page(lecture, _head_of_notes()), encoding="utf-8")
    for number, stop in enumerate(lecture.stops, 1):
        page, reason = stop_page(lecture, number, language, server)
        name = page_of(lecture, number)
        (folder / name).write_text(page, encoding="utf-8")
        if stop.word:
            (folder / f"{number}.html").write_text(_LEADS_ON.format(page=name), encoding="utf-8")
        yield Published(number, _(stop.heading), len(page.encode()), reason)


def _make_room(folder: Path) -> None:
    """An empty folder, or one with a site of before, whose stops go."""
    if folder.exists() and any(folder.iterdir()) and not (folder / SCRIPTS).exists():
        raise InputError("{folder} holds other files. Name a folder that is new or empty.", folder=folder)
    folder.mkdir(parents=True, exist_ok=True)
    for page in folder.glob("*.html"):
        if re.fullmatch(r"\d+|stop-.*", page.stem):
            page.unlink()


def _scripts() -> str:
    """A script and no module: a browser loads no modules out of a folder."""
    modules = parts("app/publish/browser/stop.js", "")
    return f'{LOAD}\nloaded("{modules}").then(({{ open }}) => open(unpacked));\n'


def _style() -> str:
    own = (BROWSER / "stop.css").read_text(encoding="utf-8")
    return "\n".join([inside.style(), chart.style(), card_style(), own])


def _head_of_notes() -> str:
    """Style and script in the page itself: a browser loads no module out of a folder."""
    style, script = ((NOTES / name).read_text(encoding="utf-8") for name in ("notes.css", "notes.js"))
    return f'<link rel="icon" href="icon.svg"><style>{style}</style><script type="module">{script}</script>'


def _index(lecture: Lecture, language: str) -> str:
    stops = "\n".join(
        f'<li><a href="{page_of(lecture, number)}">{line(_(stop.heading))}</a></li>'
        for number, stop in enumerate(lecture.stops, 1)
    )
    return _INDEX.substitute(
        language=escape(language),
        title=escape(_(lecture.title)),
        about=line(_(lecture.about)),
        stops=stops,
        notes=escape(_("Speaker’s notes")),
        numbers=escape(_("PyTorch computed every number; what you change or type, your browser computes.")),
    )
