"""Loss, score and gradient of both nets while they learn: the median of the seeds, and their spread."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from statistics import median

from lstmviz.draw.charts import Axis, Number, Picture, Series, curves
from lstmviz.draw.colours import NETS, SECOND
from lstmviz.draw.figures import Look
from lstmviz.languages import N_
from lstmviz.languages import gettext as _
from lstmviz.learn.sessions.plan import Plan
from lstmviz.learn.sessions.session import Record

HEIGHT = 230  # px
DRAWN = {  # record -> how it is drawn
    "loss": Axis(N_("loss of a fresh batch"), log=True),
    "score": Axis(N_("sequences all right"), span=(-0.03, 1.03)),
    "gradient": Axis(N_("gradient norm"), log=True),
}


def pictures(plan: Plan, records: Sequence[Record], look: Look) -> tuple[Picture, ...]:
    """Three charts of both nets, from the records of a session so far."""
    reports = [record for record in records if "test" not in record]
    return tuple(_picture(plan, reports, name, axis, look) for name, axis in DRAWN.items())


def _picture(plan: Plan, reports: list[Record], name: str, axis: Axis, look: Look) -> Picture:
    series = [_series(plan, reports, net, name) for net in (0, 1)]
    drawn = replace(axis, title=_(axis.title))
    alt = _("{title}, by update: the median of the seeds, within their spread. {ends}").format(
        title=drawn.title, ends="; ".join(_last(one) for one in series)
    )
    return Picture(curves(series, Axis(_("update"), span=(0, plan.steps)), drawn, look), alt, HEIGHT)


def _last(one: Series) -> str:
    if not one.y:
        return _("{net}: nothing yet").format(net=one.name)
    value = f"{one.y[-1]:.3g}"
    return _("{net}: {value} at update {update}").format(net=one.name, value=value, update=one.x[-1])


def _series(plan: Plan, reports: list[Record], net: int, name: str) -> Series:
    by_step: dict[int, list[float]] = defaultdict(list)
    for record in reports:
        if record["net"] == net and record[name] is not None:
            by_step[record["step"]].append(record[name])
    steps = sorted(by_step)
    middle: list[Number] = [median(by_step[step]) for step in steps]
    same = plan.nets[0].cell == plan.nets[1].cell
    return Series(
        plan.title(net),
        steps,
        middle,
        SECOND if net and same else NETS[plan.nets[net].cell],
        low=[min(by_step[step]) for step in steps],
        high=[max(by_step[step]) for step in steps],
        dash="dash" if net else "solid",
    )
