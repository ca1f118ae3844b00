"""What stands on a published stop in place of a page of the app: its numbers, drawn by the same modules."""

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Literal

from lstmviz.app.charts import data_of
from lstmviz.app.claims.page import numbers_of, verdict_of
from lstmviz.app.claims.rows import find
from lstmviz.app.claims.view import field_of
from lstmviz.app.guess import Question
from lstmviz.app.jobs.job import State
from lstmviz.app.lecture.link_parts import link_parts
from lstmviz.app.link.everywhere import Everywhere, apart
from lstmviz.app.link.view import read_link
from lstmviz.app.memory.page import READING
from lstmviz.app.memory.scene import remembered
from lstmviz.app.publish.typed import field
from lstmviz.app.step.scene import scene
from lstmviz.app.subjects import subject_of
from lstmviz.app.train.scene import shown_at
from lstmviz.app.views import VIEWS
from lstmviz.app.what_if import experiments
from lstmviz.app.what_if.scene import comparison
from lstmviz.claims import CLAIMS
from lstmviz.claims.claim import Claim, Settings
from lstmviz.claims.experiments import EXPERIMENTS
from lstmviz.claims.sources import sources_of
from lstmviz.draw import chart, inside
from lstmviz.draw.figures import Look
from lstmviz.draw.notation import write_in
from lstmviz.draw.stepper import Stepper
from lstmviz.errors import InputError
from lstmviz.languages import N_, for_browser
from lstmviz.languages import gettext as _
from lstmviz.storage.stored import Row


@dataclass(frozen=True)
class Part:
    """Something that a module of draw/ shows: see MOUNTS in browser/stop.js."""

    kind: Literal["stepper", "inside", "chart"]
    content: bytes
    html: str = ""  # in which it is drawn
    field: str = ""  # HTML above it, for a sequence of one's own


@dataclass(frozen=True)
class Contents:
    """What is seen at a link: words, pictures, more words."""

    parts: tuple[Part, ...] = ()
    above: tuple[str, ...] = ()  # paragraphs of Markdown
    below: tuple[str, ...] = ()
    asks: Question | None = None  # what the page asks by itself


class NotStaticError(InputError):
    """A page that does not stand without a server; says why, with a still picture of it if there is one."""

    def __init__(self, reason: str, still: str = "") -> None:
        super().__init__(reason)
        self.still = still


def contents(link: str) -> Contents:
    """What a link of the app shows. Raises NotStaticError; InputError where a net cannot be had."""
    to = link_parts(link)
    along, words = apart(to.words)
    write_in(read_link(along, Everywhere)[0].letters)
    if to.page not in PAGES:
        raise NotStaticError(_(ASKS_SERVER))
    return PAGES[to.page](read_link(words, VIEWS[to.page])[0])


ASKS_SERVER = N_("This page needs a server.")
CHANGED_BY_SERVER = N_("Replacing a token needs a server.")
TRAINS = N_("Training runs on a server; these are the two nets before training.")


def _step(view: Any) -> Contents:
    subject, shown = subject_of(view.task), scene(view, runs_again=True)
    panels = tuple(replace(panel, changing="") for panel in shown.panels)  # no page changes them here
    words = f"**{_(subject.question)}** {_(subject.look_for)}"
    return Contents((_stepper(Stepper(replace(shown, panels=panels), view.palette), view),), (words,))


def _what_if(view: Any) -> Contents:
    stepper = _stepper(_without_server(comparison(view)[0]), view)
    if not view.experiment:
        return Contents((stepper,))
    experiment = EXPERIMENTS[view.experiment]
    if not view.guess:
        return Contents((stepper,), asks=experiment)
    result = experiments.stored_result(experiment.name)
    told = tuple(experiments.verdict_of(experiment, result, view.guess))
    return Contents((stepper, *_charts(experiment, result.rows, {})), below=told)


def _without_server(stepper: Stepper) -> Stepper:
    """With a bench at which all can be changed that the browser changes by itself."""
    bench = stepper.scene.bench
    assert bench is not None
    forms = {kind: form for kind, form in bench.changeable["forms"].items() if form["does"]}
    made = {change["kind"] for changes in bench.changed["variants"] for change in changes}
    if made - forms.keys():
        raise NotStaticError(_(CHANGED_BY_SERVER), stepper.svg())
    changeable = {**bench.changeable, "forms": forms}
    return Stepper(replace(stepper.scene, bench=replace(bench, changeable=changeable)), stepper.palette)


def _memory(view: Any) -> Contents:
    return Contents((Part("stepper", remembered(view)[0].content),), (_(READING),))


def _inside(view: Any) -> Contents:
    return Contents((Part("inside", json.dumps(inside.content(), ensure_ascii=False).encode()),))


def _train(view: Any) -> Contents:
    before = shown_at(Path(), view.plan, 0, view.sequence, view.palette)
    raise NotStaticError(_(TRAINS), before.svg())


def _claim(view: Any) -> Contents:
    claim = CLAIMS[view.claim]
    settings = {one.name: getattr(view, field_of(claim, one)) for one in claim.controls}
    found = find(claim, settings, State("unknown"))
    rows = found.rows if view.guess else claim.before_guess(found.rows)
    numbers = numbers_of(claim, found, view.guess)
    why = (_(claim.explanation), sources_of(claim.explanation)) if view.guess else ()
    told = filter(None, [*verdict_of(claim, found, view.guess), numbers, *why])
    set_to = [f"{_(one.label)}: {settings[one.name]}" for one in claim.controls]
    above = filter(None, [f"#### “{_(claim.statement)}”", " · ".join(set_to)])
    asks = None if view.guess else claim
    return Contents(tuple(_charts(claim, rows, found.settings)), tuple(above), tuple(told), asks)


def _stepper(stepper: Stepper, view: Any) -> Part:
    return Part("stepper", stepper.content, field=field(subject_of(view.task), view.sequence))


def _charts(claim: Claim, rows: Sequence[Row], settings: Settings) -> Iterator[Part]:
    light, dark = (claim.pictures(rows, settings, Look("cividis", theme)) for theme in ("light", "dark"))
    for themes in zip(light, dark, strict=True):
        yield Part("chart", _chart(data_of(*themes) | {"spoken": for_browser()}), chart.HTML)


def _chart(picture: dict[str, Any]) -> bytes:
    """A picture whose lists stand apart: two themes have nearly all of them alike."""
    numbers: dict[str, int] = {}

    def apart(value: Any) -> Any:
        if isinstance(value, dict):
            return {name: apart(part) for name, part in value.items()}
        if not isinstance(value, list | tuple) or not value:
            return value
        if isinstance(value[0], dict):
            return [apart(part) for part in value]
        return {"list": numbers.setdefault(json.dumps(value, ensure_ascii=False), len(numbers))}

    written = json.dumps(apart(picture), ensure_ascii=False)
    lists = [json.loads(one) for one in numbers]
    return json.dumps({"lists": lists, "picture": written}, ensure_ascii=False).encode()


PAGES: dict[str, Callable[[Any], Contents]] = {
    "step": _step,
    "what_if": _what_if,
    "memory": _memory,
    "inside": _inside,
    "train": _train,
    **{claim.page: _claim for claim in CLAIMS.values()},
}
"""By page: its view -> what is shown. Pages that are not here are a server's."""
