"""View -> scene: both nets run over the sequence, and what they say is set against what is right."""

from lstmviz.app.scenes import kept_for, panel_of, question_of
from lstmviz.app.sequence_view import RNNS
from lstmviz.app.step.view import StepView
from lstmviz.draw.scene import Scene
from lstmviz.languages import gettext as _
from lstmviz.learn.saved_nets import shipped
from lstmviz.learn.tasks import TASKS
from lstmviz.learn.zoo.contestants import CONTESTANTS
from lstmviz.nets.cells import CELLS
from lstmviz.nets.sequence import SequenceNet


def scene(view: StepView) -> Scene:
    """Both nets over the view's sequence; raises InputError where the view or a net's file cannot be used."""
    task = TASKS[view.task]
    tokens = task.tokens(view.sequence)
    inputs = task.encode(tokens)  # (T, 1, I)
    panels = [panel_of(title, task, net, inputs) for title, net in _nets(view)]
    unit = 0 if view.kept else task.unit  # which unit of a kept net does it is not known
    return Scene(tuple(panels), tokens, question_of(task, inputs), unit=unit)


def _nets(view: StepView) -> list[tuple[str, SequenceNet]]:
    """Both nets under their titles: the kept ones that the view names, or the shipped ones."""
    if view.kept:
        nets, card = kept_for(view, view.kept)
        return [(card.plan.title(net), nets[net]) for net in (0, 1)]
    names = ("lstm", RNNS[view.rnn])
    return [(_(CELLS[CONTESTANTS[name].cell].title), shipped.load(view.task, name).net) for name in names]
