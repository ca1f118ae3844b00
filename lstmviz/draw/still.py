"""A scene as a still picture: SVG with true letters, for papers and for where nothing can be stepped.

What stepper/ draws in a browser, on one column under each other: tokens, a heatmap a quantity, what the net
says, the axis. Cells are one pixel a value, in an image that is enlarged without smoothing.
"""

import re
from collections.abc import Sequence
from typing import Any
from xml.etree import ElementTree as Xml

import numpy as np

from lstmviz.draw import colours
from lstmviz.draw.figures import Look, value_range
from lstmviz.draw.png import data_address, pixels, png
from lstmviz.draw.quantities import Quantity
from lstmviz.draw.scene import Array, Panel, Says, Scene
from lstmviz.errors import InputError
from lstmviz.languages import gettext as _

# px
WIDTH, LEFT, RIGHT, MARGIN = 960, 132, 48, 16
COLUMN = 34  # at most
LETTER = 8  # of a column, below which letters cannot be told apart
LETTER_WIDTH = 0.6  # of a letter's size
UNIT, HEATMAP = 8, (48, 160)  # a row, and the least and the most of all rows
LINE = 20  # of text
ANSWER = 11
TICKS = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000)  # steps between two labels of the axis
TICK = 34

FONT = "'Source Sans 3', 'Segoe UI', Roboto, Helvetica, Arial, sans-serif"
MONO = "'Source Code Pro', Menlo, Consolas, monospace"
SERIF = "'Source Serif 4', Cambria, 'Times New Roman', serif"
NO_XML = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # characters that XML has not


def still(scene: Scene, palette: str = "cividis", theme: colours.Theme = "light", step: int = 0) -> str:
    """The scene at a step (from 0) as the text of an SVG.

    Raises:
        InputError: there is no such step.
    """
    if not 0 <= step < scene.steps:
        raise InputError(
            "There is no step {step} in a sequence of {steps}; steps count from 0.",
            step=step,
            steps=scene.steps,
        )
    picture = _Still(scene, Look(palette, theme), step)
    picture.heading(scene.title)
    for panel in scene.panels:
        picture.panel(panel)
    return picture.text()


class _Still:
    """An SVG that grows downwards, line by line."""

    def __init__(self, scene: Scene, look: Look, step: int) -> None:
        self.scene, self.look, self.step = scene, look, step
        self.column = min(COLUMN, (WIDTH - LEFT - RIGHT - 2 * MARGIN) / scene.steps)
        self.left = MARGIN + LEFT
        self.y = float(MARGIN)
        self.root = Xml.Element("svg", xmlns="http://www.w3.org/2000/svg")

    def text(self) -> str:
        """All that was drawn."""
        size = {"width": f"{WIDTH}", "height": f"{self.y:.0f}", "viewBox": f"0 0 {WIDTH} {self.y:.0f}"}
        self.root.attrib |= size | {"font-family": FONT, "font-size": "14"}
        paper = Xml.Element("rect", width="100%", height="100%", fill=self.look.colour(colours.PAPER))
        self.root.insert(1, paper)  # behind all else, after the title
        return Xml.tostring(self.root, encoding="unicode")

    def heading(self, title: str) -> None:
        """What is shown, and at which step."""
        token = self.scene.tokens[self.step]
        says = _("{title}: step {step} of {steps}, {token}")
        line = says.format(title=title, step=self.step + 1, steps=self.scene.steps, token=token)
        Xml.SubElement(self.root, "title").text = _readable(line)
        self.write(line, MARGIN, font_size="16", font_weight="700")
        self.y += LINE + 8

    def panel(self, panel: Panel) -> None:
        """One layer: its name, what it reads, its heatmaps, its answers."""
        title = self.write(panel.title, MARGIN, font_weight="700")
        detail = {"dx": "10", "font-size": "13", "font-weight": "400"}
        detail["fill"] = self.look.colour(colours.FAINT)
        Xml.SubElement(title, "tspan", detail).text = _readable(panel.detail)
        self.y += LINE
        top = self.y
        self.letters(_("reads"), self.scene.read_by(panel))
        for quantity in panel.quantities:
            self.heatmap(panel, quantity)
        if panel.says and self.scene.question:
            self.says(panel.says)
        if self.step < panel.steps:  # a shorter sequence may have ended
            self.cursor(top)
        self.axis(panel.steps)
        self.y += MARGIN

    def heatmap(self, panel: Panel, quantity: Quantity) -> None:
        """One quantity, its name at the left and the ends of its colours at the right."""
        values = panel.values(quantity.name)
        span = value_range(quantity, *self.scene.alike(quantity))
        track = self.column * panel.steps
        height = quantity.height * min(max(UNIT * len(values), HEATMAP[0]), HEATMAP[1])
        self.cells(values, span, quantity.kind, height)
        accent = self.look.colour(quantity.accent)
        label = self.write("", self.left - 12, self.y + height / 2 - 9, fill=accent, text_anchor="end")
        symbol = Xml.SubElement(label, "tspan", {"font-family": SERIF, "font-style": "italic"})
        symbol.attrib |= {"font-size": "17", "font-weight": "600"}
        symbol.text, symbol.tail = panel.symbol(quantity), f" {quantity.title}"
        for value, y in ((span[1], self.y - 3), (span[0], self.y + height - 11)):
            faint = self.look.colour(colours.FAINT)
            self.write(_signed(value, span), self.left + track + 6, y, font_size="12", fill=faint)
        self.y += height + 6

    def cells(self, values: Array, span: tuple[float, float], kind: colours.Kind, height: float) -> None:
        """One pixel a value."""
        image = png(pixels(values, span, [colour for _, colour in self.look.scale(kind)]))
        place = {"x": self.left, "y": self.y, "width": self.column * values.shape[1], "height": height}
        drawn = self.add("image", place, href=data_address(image, "image/png"), preserveAspectRatio="none")
        drawn.set("style", "image-rendering: pixelated")

    def says(self, says: Says) -> None:
        """What the net says, a letter a step, over how likely it holds each answer; or a curve."""
        question = self.scene.question
        assert question is not None
        if not question.answers:
            return self.curve(says.values[:, 0], question.targets, question.asked)
        rows = self.scene.answers_shown(question)
        silent = np.isnan(says.values[:, 0])
        best = zip(says.values.argmax(-1), silent, strict=True)
        told = ["" if nothing else question.answers[answer] for answer, nothing in best]
        ink, faint, wrong = (self.look.colour(one) for one in (colours.INK, colours.FAINT, colours.WRONG))
        asked = zip(question.asked, says.right, strict=True)
        self.letters(_("says"), told, [(ink if right else wrong) if one else faint for one, right in asked])
        self.cells(says.values.T[rows], (0.0, 1.0), "probability", ANSWER * len(rows))
        for row, answer in enumerate(rows):
            at = {"font_size": "11", "font_family": MONO, "text_anchor": "end"}
            self.write(question.answers[answer], self.left - 6, self.y + row * ANSWER - 3, **at)
        self.y += ANSWER * len(rows)
        return None

    def curve(self, values: Array, targets: Array, asked: Any) -> None:
        """The number that the net says, and dots where another is right."""
        right = np.where(asked, targets, np.nan)
        both = np.concatenate([values, right])
        low, high = float(np.nanmin(both, initial=0)), float(np.nanmax(both, initial=1e-3))
        height = 4 * ANSWER
        xs = self.left + self.column * (np.arange(self.scene.steps) + 0.5)
        ys, right_ys = (self.y + 4 + (high - one) / (high - low) * (height - 8) for one in (values, targets))
        self.write(_("says"), self.left - 12, self.y + height / 2 - 9, font_weight="650", text_anchor="end")
        points = " ".join(f"{x:.1f},{y:.1f}" for x, y in zip(xs, ys, strict=True))
        self.add("polyline", {}, points=points, fill="none", stroke=self.look.colour(colours.INK))
        for x, y in zip(xs[asked], right_ys[asked], strict=True):
            self.add("circle", {"cx": x, "cy": y, "r": 3}, fill=self.look.colour(colours.RIGHT))
        self.y += height

    def letters(self, label: str, texts: Sequence[str], fills: Sequence[str] = ()) -> None:
        """A text a column, where columns are wide enough for it."""
        size = min(15, 1.5 * self.column)
        if self.column < LETTER or max(map(len, texts)) * LETTER_WIDTH * size > self.column + 2:
            return
        self.write(label, self.left - 12, text_anchor="end", fill=self.look.colour(colours.FAINT))
        letters = {"text_anchor": "middle", "font_family": MONO, "font_size": f"{size:.0f}"}
        for step, text in enumerate(texts):
            fill = fills[step] if fills else self.look.colour(colours.INK)
            self.write(text, self.left + (step + 0.5) * self.column, fill=fill, **letters)
        self.y += LINE

    def cursor(self, top: float) -> None:
        """A frame around the step."""
        place = {"x": self.left + self.step * self.column, "y": top, "width": self.column}
        frame = self.add("rect", place | {"height": self.y - top, "rx": 2}, fill="none")
        frame.attrib |= {"stroke": self.look.colour(colours.CURSOR), "stroke-width": "2"}

    def axis(self, steps: int) -> None:
        """Whole numbers of steps, from 1."""
        every = next((one for one in TICKS if one * self.column >= TICK), TICKS[-1])
        for step in (step for step in range(steps) if step == 0 or (step + 1) % every == 0):
            middle, faint = self.left + (step + 0.5) * self.column, self.look.colour(colours.FAINT)
            self.write(f"{step + 1}", middle, text_anchor="middle", font_size="12", fill=faint)
        self.y += LINE - 4

    def write(self, text: str, x: float, y: float | None = None, /, **given: str) -> Xml.Element:
        """One line, whose top is at y: by default where the picture has grown to."""
        baseline = (self.y if y is None else y) + 0.72 * LINE
        fill = {"fill": self.look.colour(colours.INK)}
        line = self.add("text", {"x": x, "y": baseline}, **(fill | given))
        line.text = _readable(text)
        return line

    def add(self, tag: str, place: dict[str, float], **given: str) -> Xml.Element:
        """An element at a place, in px; `font_size` is SVG's font-size."""
        numbers = {name: f"{value:.2f}".rstrip("0").rstrip(".") for name, value in place.items()}
        words = {name.replace("_", "-"): text for name, text in given.items()}
        return Xml.SubElement(self.root, tag, numbers | words)


def _signed(value: float, span: tuple[float, float]) -> str:
    text = f"{value:.0f}" if abs(value) >= 10 or value.is_integer() else f"{value:.1f}"
    return f"+{text}" if span[0] < 0 < value else text.replace("-", "−")


def _readable(text: str) -> str:
    return NO_XML.sub("\N{REPLACEMENT CHARACTER}", text)
