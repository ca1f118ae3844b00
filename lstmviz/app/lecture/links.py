"""Whether the links of a lecture open: what they name is there."""

from pathlib import Path
from urllib.parse import parse_qs

from lstmviz.app.lecture.link_parts import link_parts
from lstmviz.app.link.everywhere import Everywhere, apart
from lstmviz.app.link.view import View, read_link
from lstmviz.app.sequence_view import SequenceView
from lstmviz.app.subjects import subject_of
from lstmviz.app.views import VIEWS
from lstmviz.errors import InputError
from lstmviz.languages import gettext as _
from lstmviz.lectures import Lecture
from lstmviz.lectures.lecture import in_file
from lstmviz.whole_numbers import typed_whole

STOP = ("lecture", "stop")  # a stop is where its lecture has it, whatever its link says


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
    except InputError as error:
        return [str(error)]
    common, of_page = apart(to.words)
    of_page |= {word: common.pop(word) for word in STOP if word in common}
    view, dropped = read_link(of_page, VIEWS[to.page])
    return read_link(common, Everywhere)[1] + dropped + _beyond(view, to.place)


def _beyond(view: View, place: str) -> list[str]:
    """Where the browser would stand, if the view's sequence has no such step."""
    step = typed_whole(parse_qs(place.removeprefix("#")).get("t", [""])[0])
    if step is None or not isinstance(view, SequenceView):
        return []
    steps = len(subject_of(view.task).tokens(view.sequence))
    if 1 <= step <= steps:
        return []
    return [
        _("In the link, t is {step}, and its sequence has steps 1 to {steps}.").format(step=step, steps=steps)
    ]


def _line_of(link: str, path: Path) -> int:
    lines = path.read_text(encoding="utf-8").splitlines()
    return next((number for number, line in enumerate(lines, 1) if link in line), 1)
