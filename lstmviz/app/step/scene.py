"""View -> scene: both nets run over the sequence, and what they say is set against what is right."""

from collections.abc import Iterator
from dataclasses import replace
from urllib.parse import urlencode

from lstmviz.app.link.view import link_of
from lstmviz.app.scenes import kept_for, order_of, panel_of, question_of, title_of
from lstmviz.app.sequence_view import RNNS
from lstmviz.app.step.view import StepView
from lstmviz.app.subjects import subject_of
from lstmviz.draw.scene import Scene
from lstmviz.languages import gettext as _
from lstmviz.learn.model import Model
from lstmviz.learn.saved_nets import shipped
from lstmviz.learn.zoo.contestants import CONTESTANTS
from lstmviz.nets.cells import CELLS
from lstmviz.nets.sequence import SequenceNet


def scene(view: StepView, runs_again: bool = False) -> Scene:
    """Both nets over the view's sequence; raises InputError where the view or a net's file cannot be used.

    runs_again: whether the browser is to run them on its own.
    """
    subject = subject_of(view.task)
    tokens = subject.tokens(view.sequence)
    inputs = subject.encode(tokens)  # (T, 1, I)
    panels = [
        replace(
            panel_of(title, subject, net, inputs, runs_again=runs_again), changing=_changing(view, origin)
        )
        for title, net, origin in _nets(view)
    ]
    unit = 0 if view.kept else subject.unit  # which unit of a kept net does it is not known
    question = question_of(subject, inputs) if panels[0].says else None
    return Scene(tuple(panels), subject.strip(tokens), question, unit=unit)


def _nets(view: StepView) -> Iterator[tuple[str, SequenceNet, str]]:
    """The nets under their titles: a model's layers, the kept ones that the view names, or the shipped ones.

    With the word by which What if knows each; "" where it knows none.
    """
    subject = subject_of(view.task)
    if isinstance(subject, Model):
        for layer in (view.layer, *filter(None, [view.beside])):
            model = subject.net.at(layer)
            yield title_of(model), model, "trained" if layer == view.layer else ""
        return
    if view.kept:
        nets, card = kept_for(view, view.kept)
        first = order_of(card.plan)[0]
        for net in (0, 1):
            yield card.plan.title(net), nets[net], "trained" if net == first else "other"
    else:
        for name, origin in (("lstm", "trained"), (RNNS[view.rnn], "")):
            title = _(CELLS[CONTESTANTS[name].cell].title)
            yield title, shipped.load(view.task, name).net, origin


def _changing(view: StepView, origin: str) -> str:
    """Where a weight of the net is changed: What if, up to the word that names the change."""
    if not origin:
        return ""
    words = {name: word for name, word in link_of(view).items() if name not in ("rnn", "beside")}
    net = {} if origin == "trained" else {"net": origin}
    return f"what-if?{urlencode(words | net | {'changes': ''})}"
