"""Whether the links of a lecture open: what they name is there."""

from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl

from lstmviz.app.lecture.link_parts import link_parts
from lstmviz.app.link.everywhere import Everywhere, apart
from lstmviz.app.link.fields import whole
from lstmviz.app.link.view import View, not_here, read_link
from lstmviz.app.memory.scene import missing as missing_unit
from lstmviz.app.memory.scene import remembered
from lstmviz.app.sequence_view import SequenceView
from lstmviz.app.step.scene import scene
from lstmviz.app.subjects import subject_of
from lstmviz.app.train.scene import shown_at
from lstmviz.app.units.corpora import job_of
from lstmviz.app.units.missing import missing
from lstmviz.app.views import VIEWS
from lstmviz.app.what_if.change_list import read_variants
from lstmviz.app.what_if.scene import comparison
from lstmviz.draw.scene import Scene
from lstmviz.errors import InputError
from lstmviz.languages import gettext as _
from lstmviz.lectures import Lecture
from lstmviz.lectures.lecture import in_file
from lstmviz.nets.cells import CELLS
from lstmviz.whole_numbers import typed_whole

STOP = ("lecture", "stop")  # a stop is where its lecture has it, whatever its link says
SCENES: dict[str, Callable[[Any], Scene]] = {
    "step": scene,
    "what_if": lambda view: comparison(view)[0].scene,
    "memory": lambda view: remembered(view)[0].scene,
    "train": lambda view: shown_at(Path(), view.plan, 0, view.sequence, view.palette).scene,
}
"""By page: what its stepper shows at a view. Raises InputError where that cannot be had."""
REFUSED: dict[str, Callable[[Any], list[str]]] = {
    "what_if": lambda view: read_variants(view.changes)[1] + comparison(view)[1],
    "memory": lambda view: not_here(view, missing_unit(view)),
    "units": lambda view: [] if job_of(view) else not_here(view, missing(view)),  # long texts are a job's
}
"""By page: a sentence for each thing that a view asks for in vain. Raises InputError likewise."""


def check_links(lecture: Lecture, path: Path) -> None:
    """Raise InputError, with its line, at the first link of a file that asks for what is not there."""
    of_stops = (link for stop in lecture.stops for link in (stop.link, stop.then))
    for link in filter(None, (lecture.at_once, *of_stops)):
        if wrong := faults(link):
            raise in_file(path, _line_of(link, path), " ".join(wrong))


def faults(link: str) -> list[str]:
    """What of a link is not there, a sentence each."""
    try:
        to = link_parts(link)
        common, of_page = apart(to.words)
        of_page |= {word: common.pop(word) for word in STOP if word in common}
        view, dropped = read_link(of_page, VIEWS[to.page])
        dropped += read_link(common, Everywhere)[1]
        refused = REFUSED.get(to.page, lambda view: [])
        return dropped or refused(view) + _beyond(to.page, view, to.place)
    except InputError as error:
        return [str(error)]


def _beyond(page: str, view: View, place: str) -> list[str]:
    """Where the browser would stand, if the picture has no such net, step, unit or sub-step."""
    words, problems = dict(parse_qsl(place.removeprefix("#"), keep_blank_values=True)), []
    for word, (least, most) in _ranges(page, view, words.get("n", "")).items():
        try:
            whole(least, most)(words.get(word, str(least)), view)
        except InputError as error:
            problems.append(_("In the link, {word}: {problem}").format(word=word, problem=error))
    return problems


def _ranges(page: str, view: View, net: str) -> dict[str, tuple[int, int]]:
    """Word of the browser's part of a link (draw/stepper/link.js) -> the numbers there are for it."""
    if not isinstance(view, SequenceView):
        return {}
    if page not in SCENES:
        return {"t": (1, len(subject_of(view.task).tokens(view.sequence)))}
    panels = SCENES[page](view).panels
    asked = (typed_whole(net) or 1) - 1
    panel = next(one for one in (*panels[asked : asked + 1], *panels) if one.shown is None)
    stages = len(CELLS[panel.cell].equations)
    return {"n": (1, len(panels)), "t": (1, panel.steps), "u": (0, panel.units - 1), "s": (0, stages)}


def _line_of(link: str, path: Path) -> int:
    lines = path.read_text(encoding="utf-8").splitlines()
    return next((number for number, line in enumerate(lines, 1) if link in line), 1)
