"""The browser side of the stepper, and the Python that feeds it: one scene, three faces.

Streamlit mounts it as a component (app/widgets.py), a notebook shows it through `_repr_html_`,
and `write_html` leaves one file that steps without network. All three run the same modules.
"""

import base64
import gzip
import json
import re
from functools import cache
from html import escape
from pathlib import Path
from string import Template

from lstmviz.draw.colours import PAPER
from lstmviz.draw.scene import Scene
from lstmviz.draw.stepper.pack import pack

FOLDER = Path(__file__).parent
STYLE = FOLDER / "stepper.css"
PAGE = FOLDER / "page.html"


class Stepper:
    """A scene ready to be stepped through in a notebook or in a file of its own."""

    def __init__(self, scene: Scene, palette: str = "cividis") -> None:
        self.scene = scene
        self.bytes = pack(scene, palette)

    def html(self) -> str:
        """One page that holds everything: stepper and trace. It asks for nothing outside."""
        return Template(PAGE.read_text(encoding="utf-8")).substitute(
            style=STYLE.read_text(encoding="utf-8"),
            light=PAPER.light,
            dark=PAPER.dark,
            scene=_packed(self.bytes),
            modules=_import_map(),
        )

    def write_html(self, path: str | Path) -> None:
        """Write `html()` to a file."""
        Path(path).write_text(self.html(), encoding="utf-8")

    def _repr_html_(self) -> str:
        """In a frame of its own, so that no style of the notebook meets the stepper's."""
        frame = 'title="LSTM stepper" style="width: 100%; height: 900px; border: 0"'
        return f'<iframe {frame} srcdoc="{escape(self.html())}"></iframe>'


def _packed(content: bytes) -> str:
    return base64.b64encode(gzip.compress(content, 9, mtime=0)).decode()


@cache
def _import_map() -> str:
    """Every module once, as a data: address under a name of its own, which knows no folders."""
    return json.dumps(
        {"imports": {f"lstmviz/{path.name}": _as_address(path) for path in sorted(FOLDER.glob("*.js"))}}
    )


def _as_address(module: Path) -> str:
    source = re.sub(r'from "\./(\w+\.js)"', r'from "lstmviz/\1"', module.read_text(encoding="utf-8"))
    return "data:text/javascript;base64," + base64.b64encode(source.encode()).decode()
