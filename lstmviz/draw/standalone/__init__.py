"""One file that holds everything, modules and numbers, and asks for nothing outside.

The modules are those of the pages: they stand in it packed, each under a name that knows no folders.
"""

import base64
import gzip
import json
import re
from functools import cache
from html import escape
from pathlib import Path
from posixpath import dirname, join, normpath
from string import Template

from lstmviz.draw.colours import PAPER
from lstmviz.languages import N_, in_every_language, spoken

PACKAGE = Path(__file__).parents[2]
FOLDER = Path(__file__).parent
PAGE = FOLDER / "page.html"
SENTENCE = N_("Where JavaScript runs, this picture can be stepped through.")
LOAD = (FOLDER / "load.js").read_text(encoding="utf-8")
"""A script that stands in a page before what `parts` and `packed` made is used."""
FRAME = "draw/stepper/frame.js"  # what a page in a notebook's frame needs besides
IMPORT = re.compile(r'(?: from |import\()"(\.\.?/[\w./-]+\.js)"')
TYPES = re.compile(r"/\*\*.*?\*/", re.DOTALL)  # a fifth of what is sent


def standalone(
    main: str, style: str, content: bytes, title: str, is_json: bool = False, still: str = ""
) -> str:
    """The page.

    Args:
        main: the module whose `mount` shows the content, from the package: "draw/stepper/mount.js".
        style: its style sheet.
        content: what `mount` is given: the bytes, or the JSON that they are.
        title: what is shown, as text.
        is_json: whether the content is JSON.
        still: an SVG, for where no script runs.
    """
    return Template(PAGE.read_text(encoding="utf-8")).substitute(
        language=spoken(),
        title=escape(title),
        light=PAPER.light,
        dark=PAPER.dark,
        still=still,
        sentence=in_every_language(SENTENCE),
        parts=parts(main, style),
        load=LOAD,
        content_type="application/json" if is_json else "text/plain",
        content=packed(content),
    )


@cache
def parts(main: str, style: str) -> str:
    """What is the same for every content, packed: the style sheet, the modules and which of them begins."""
    modules = modules_of(main, FRAME)
    return packed(json.dumps({"main": main, "style": style, "modules": modules}).encode())


def modules_of(*mains: str) -> dict[str, str]:
    """Modules and all that they import: path from the package -> source, its imports named like it.

    Each stands after those that it imports. Comments that tell types are left out; lines keep their numbers.
    """
    modules: dict[str, str] = {}

    def add(path: str) -> None:
        written = (PACKAGE / path).read_text(encoding="utf-8")
        source = TYPES.sub(lambda comment: "\n" * comment[0].count("\n"), written)
        for found in IMPORT.findall(source):
            name = normpath(join(dirname(path), found))
            if name not in modules:
                add(name)
            source = source.replace(f'"{found}"', f'"lstmviz/{name}"')
        modules[path] = source

    for main in mains:
        if main not in modules:
            add(main)
    return modules


def packed(content: bytes) -> str:
    """Bytes as a page's text holds them."""
    return base64.b64encode(gzip.compress(content, 9, mtime=0)).decode()
