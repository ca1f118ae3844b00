"""The corpus of a net: the visitor's own sequence, then many of its task's sampler, traced once for all."""

from dataclasses import dataclass

import torch
from torch import Tensor

from lstmviz import corpus
from lstmviz.app.language import cached_by_language
from lstmviz.app.units.view import UnitsView
from lstmviz.learn.saved_nets import shipped
from lstmviz.learn.tasks import TASKS, Task
from lstmviz.nets.sequence import SequenceNet

STEPS = 20_000  # of the sampler, about
SEED = 14
MOST_HELD = 16  # corpora


@dataclass(frozen=True, eq=False)
class Read:
    """A net and what it read."""

    task: Task
    net: SequenceNet
    inputs: list[Tensor]  # (T, I) of each document, the visitor's first
    corpus: corpus.Corpus

    def predicted(self, hidden: Tensor) -> Tensor:
        """What the net answers: probabilities, or the number."""
        said: Tensor = self.net.readout(hidden)
        return said.softmax(-1) if self.task.answers else said


def read(view: UnitsView) -> Read:
    """The net of a view over the view's sequence and the sampler's. Raises InputError."""
    return _read(view.task, view.net, view.sequence)


@cached_by_language(MOST_HELD)
def _read(task_name: str, net_name: str, sequence: str) -> Read:
    task, net = TASKS[task_name], shipped.load(task_name, net_name).net
    sampled = task.sample(STEPS // task.training_steps, torch.Generator().manual_seed(SEED))
    typed = [sequence, *(task.between.join(task.decode(one)) for one in sampled.unbind(1))]
    texts = [task.tokens(text) for text in typed]  # as typed, so that Step reads the same
    inputs = [task.encode(tokens)[:, 0] for tokens in texts]
    return Read(task, net, inputs, corpus.trace(net.recurrent, inputs, tokens=texts))
