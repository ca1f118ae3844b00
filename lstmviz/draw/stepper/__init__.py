"""The browser side of the stepper, and the Python that feeds it: one scene, three faces.

Streamlit mounts it as a component (app/widgets.py), a notebook shows it through `_repr_html_`,
and `write_html` leaves one file that steps without network. All three run the same modules.
"""

from html import escape
from pathlib import Path

from lstmviz.draw import take_away
from lstmviz.draw.browser_colours import variables
from lstmviz.draw.colours import Theme
from lstmviz.draw.painted import painted
from lstmviz.draw.png import data_address
from lstmviz.draw.scene import Scene
from lstmviz.draw.standalone import standalone
from lstmviz.draw.stepper.pack import pack
from lstmviz.draw.still import still
from lstmviz.languages import N_
from lstmviz.languages import gettext as _

FOLDER = Path(__file__).parent
STYLE = FOLDER / "stepper.css"
SENTENCE = N_("A still picture; in a trusted notebook it can be stepped through.")
# px of a notebook's frame; in a wider one sizes for a hall would follow the height that follows them
WIDEST = 1600


def style() -> str:
    """The stepper's style sheet."""
    return STYLE.read_text(encoding="utf-8") + take_away.STYLE.read_text(encoding="utf-8")


def style_with(sheet: Path, root: str) -> str:
    """The stepper's style sheet, another one, and every colour in both themes for the elements of `root`."""
    declared = [f"--{name}: light-dark({one.light}, {one.dark});" for name, one in variables().items()]
    return "\n".join([style(), sheet.read_text(encoding="utf-8"), f"{root} {{", *declared, "}"])


def empty_page() -> str:
    """The page without a scene, which the browser fills."""
    return standalone("draw/stepper/mount.js", style(), b"", "lstmviz")


class Stepper:
    """A scene ready to be stepped through in a notebook or in a file of its own."""

    def __init__(self, scene: Scene, palette: str = "cividis") -> None:
        self.scene = scene
        self.palette = palette
        self.pieces = pack(scene, palette)

    def __repr__(self) -> str:
        """What a console, a PDF and whatever else shows no HTML has of it."""
        says = _(
            "{title}, {steps} steps, where HTML is shown; IPython.display.Image(stepper.png()) elsewhere"
        )
        return says.format(title=self.title, steps=self.scene.steps)

    @property
    def content(self) -> bytes:
        """All pieces, as a file of its own holds them."""
        return b"".join(self.pieces)

    @property
    def title(self) -> str:
        """What it shows: "LSTM beside Vanilla RNN (tanh)"."""
        return self.scene.title

    def html(self) -> str:
        """One page that holds everything: stepper and trace. It asks for nothing outside."""
        return self._page(self.svg())

    def svg(self, step: int = 0, theme: Theme = "light") -> str:
        """A step, counted from 0, as a still picture: letters as text, heatmaps as images.

        Raises:
            InputError: there is no such step.
        """
        return still(self.scene, self.palette, theme, step)

    def png(self, step: int = 0, theme: Theme = "light", zoom: float = 2.0) -> bytes:
        """The same in pixels: 960 wide times `zoom`. Wants resvg: pip install 'lstmviz[png]'.

        Raises:
            InputError: there is no such step; resvg or any font is missing.
        """
        return painted(self.svg(step, theme), zoom)

    def write_html(self, path: str | Path) -> None:
        """Write `html()` to a file."""
        Path(path).write_text(self.html(), encoding="utf-8")

    def write_svg(self, path: str | Path, step: int = 0, theme: Theme = "light") -> None:
        """Write `svg()` to a file."""
        Path(path).write_text(self.svg(step, theme), encoding="utf-8")

    def write_png(self, path: str | Path, step: int = 0, theme: Theme = "light", zoom: float = 2.0) -> None:
        """Write `png()` to a file."""
        Path(path).write_bytes(self.png(step, theme, zoom))

    def _page(self, without_scripts: str) -> str:
        return standalone("draw/stepper/mount.js", style(), self.content, self.title, still=without_scripts)

    def _repr_html_(self) -> str:
        """In a frame of its own, so that no style of the notebook meets the stepper's.

        Where a notebook is not trusted, frame and style are taken out of it, and the still picture is left.
        nbconvert's --sanitize-html writes every tag of HTML as text, and takes HTML before any picture beside
        it: for such an export the cell has to give a picture, `IPython.display.Image(stepper.png())`.
        """
        address = data_address(self.svg().encode(), "image/svg+xml")
        title = escape(self.title)
        frame = f'title="LSTM stepper" style="width: 100%; max-width: {WIDEST}px; height: 900px; border: 0"'
        return (
            "<style>.lstmviz-still { display: none; }</style>"
            f'<div class="lstmviz-still"><p>{_(SENTENCE)}</p><img alt="{title}" src="{address}"></div>'
            f'<iframe {frame} srcdoc="{escape(self._page(""))}"></iframe>'
        )
