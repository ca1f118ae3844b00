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
from lstmviz.languages import N_, in_every_language

PACKAGE = Path(__file__).parents[2]
FOLDER = Path(__file__).parent
PAGE = FOLDER / "page.html"
SENTENCE = N_("Where JavaScript runs, this picture can be stepped through.")
LOAD = (FOLDER / "load.js").read_text(encoding="utf-8")
"""A script that stands in a page before what `parts` and `packed` made is used."""
FRAME = "draw/stepper/frame.js"  # what a page in a notebook's frame needs besides
IMPORT = re.compile(r'(?: from |import\()"(\.\.?/[\w./-]+\.js)"')


def standalone(
    main: str, style: str, content: bytes, title: str, is_json: bool = False, still: str = ""
) -> str:
    """The page.

    Args:
        main: the module whose `mount` shows the content, from the package: "draw/stepper/stepper.js".
        style: its style sheet.
        content: what `mount` is given: the bytes, or the JSON that they are.
        title: what is shown, as text.
        is_json: whether the content is JSON.
        still: an SVG, for where no script runs.
    """
    return Template(PAGE.read_text(encoding="utf-8")).substitute(
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
    modules = _modules_from(main) | _modules_from(FRAME)
    return packed(json.dumps({"main": main, "style": style, "modules": modules}).encode())


def _modules_from(main: str) -> dict[str, str]:
    """A module and all that it imports: path from the package -> source, its imports named like it."""
    modules: dict[str, str] = {}
    wanted = [main]
    while wanted:
        path = wanted.pop()
        source = (PACKAGE / path).read_text(encoding="utf-8")
        named = {found: normpath(join(dirname(path), found)) for found in IMPORT.findall(source)}
        for found, name in named.items():
            source = source.replace(f'"{found}"', f'"lstmviz/{name}"')
        modules[path] = source
        wanted += [one for one in named.values() if one not in modules]
    return modules


def packed(content: bytes) -> str:
    """Bytes as a page's text holds them."""
    return base64.b64encode(gzip.compress(content, 9, mtime=0)).decode()
