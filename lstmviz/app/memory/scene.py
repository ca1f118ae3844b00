"""View -> stepper: one unit's ledger above the run it is of, and how long every unit remembers."""

import torch

from lstmviz import memory
from lstmviz.app.language import cached_by_language
from lstmviz.app.memory.view import MemoryView
from lstmviz.app.scenes import panel_of, question_of, title_of
from lstmviz.app.subjects import subject_of
from lstmviz.draw.derived import derived
from lstmviz.draw.quantities import LEDGER, translated
from lstmviz.draw.scene import Panel, Scene
from lstmviz.draw.stepper import Stepper
from lstmviz.errors import InputError
from lstmviz.languages import gettext as _
from lstmviz.learn.model import Model
from lstmviz.learn.saved_nets import shipped
from lstmviz.limits import MOST_STEPPERS

MOST_REMEMBERED = 500  # steps: T² numbers, about as many as the tallest heatmap, 256 units × 1000 steps, has


@cached_by_language(MOST_STEPPERS)
def remembered(view: MemoryView) -> tuple[Stepper, list[float]]:
    """One unit's ledger above the run it is of; and every unit's half-life, the median over the steps."""
    subject = subject_of(view.task)
    tokens = subject.tokens(view.sequence)
    if len(tokens) > MOST_REMEMBERED:
        raise InputError(
            "The sequence has {steps} steps; this picture has room for {most}. Shorten it.",
            steps=len(tokens),
            most=MOST_REMEMBERED,
        )
    inputs = subject.encode(tokens)
    net = subject.net.at(view.layer) if isinstance(subject, Model) else shipped.load(view.task, "lstm").net
    panel = panel_of(title_of(net), subject, net, inputs)
    half_lives = memory.half_life(panel.layer)[:, 0].median(0).values  # type: ignore[arg-type]
    panels = (_ledger(panel, min(view.unit, len(half_lives) - 1)), panel)
    question = question_of(subject, inputs) if panel.says else None
    shown = Scene(panels, subject.strip(tokens), question)
    return Stepper(shown, view.palette), half_lives.tolist()


def missing(view: MemoryView) -> list[str]:
    """What the view names and the net does not have: "unit", or nothing. Raises InputError."""
    return ["unit"] if view.unit >= len(remembered(view)[1]) else []


def _ledger(panel: Panel, unit: int) -> Panel:
    """What the unit's every step wrote, a row a write, and is left of it, a column a step."""
    rows = memory.ledgers(panel.layer, units=[unit])[..., 0]  # type: ignore[arg-type]  # (T, writes, 1)
    not_yet = torch.ones(rows.shape[:2], dtype=torch.bool).triu(2)  # a step has read the start and itself
    if panel.layer.reverse:  # of which the first write is that of the last step: a row for t = 1, 2, ...
        rows = torch.cat([rows[:, :1], rows[:, 1:].flip(1)], dim=1)
        not_yet = torch.ones_like(not_yet).tril()
        not_yet[:, 0] = False
    rows = rows.masked_fill(not_yet[..., None], torch.nan).transpose(1, 2)  # (T, 1, writes)
    detail = _(
        "one row for each write, the start on top; a column adds up to the cell state; gates held fixed"
    )
    title = _("Memory of unit {unit}").format(unit=unit)
    return Panel(title, detail, derived(panel.layer, {"ledger": rows}), shown=(translated(LEDGER),))
