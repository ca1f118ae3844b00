"""The JavaScript of the pages comes as one file, which the server makes of the plain modules.

The browser gives each module in it an address and links them again; its developer tools list them by their
paths in the package.
"""

import json

from lstmviz.draw.standalone import LOAD, modules_of

PATH = "lib/modules.js"
BEGIN = (
    "draw/stepper/mount.js",
    "draw/stepper/pieces.js",
    "draw/inside/inside.js",
    "draw/chart/chart.js",
    "draw/text/text.js",
    "app/connection.js",
    "app/streamlit_words.js",
)
"""The modules that pages begin with; the first is linked at once, before anything asks for it."""


def modules() -> str:
    """The file: it exports `load`, which gives a module."""
    sources = json.dumps(modules_of(*BEGIN), ensure_ascii=False)
    return f"""{LOAD}
const addresses = addressesOf({sources});
export const load = (path) => import(addresses[path]);
load("{BEGIN[0]}");
"""


def loaded(path: str) -> str:
    """JavaScript for a component: the promise of a module."""
    return f'import(new URL("{PATH}", document.baseURI)).then(({{ load }}) => load("{path}"))'
