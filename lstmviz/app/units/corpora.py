"""The corpus of a net: the visitor's own sequence, then many of its task's sampler, traced once for all."""

from collections.abc import Iterator
from dataclasses import dataclass

import torch
from torch import Tensor

from lstmviz import corpus
from lstmviz.app.language import cached_by_language
from lstmviz.app.subjects import subject_of
from lstmviz.app.units.view import UnitsView
from lstmviz.learn.model import Model
from lstmviz.learn.saved_nets import shipped
from lstmviz.learn.subject import Subject
from lstmviz.learn.tasks import Task
from lstmviz.nets.sequence import SequenceNet

STEPS = 20_000  # of the sampler, about
SEED = 14
MOST_HELD = 16  # corpora


@dataclass(frozen=True, eq=False)
class Read:
    """A net and what it read."""

    subject: Subject
    net: SequenceNet
    inputs: list[Tensor]  # (T, I) of each document, the visitor's first
    corpus: corpus.Corpus

    def predicted(self, output: Tensor) -> Tensor:
        """What the net answers: probabilities (T, B, K), a number (T, B, 1), or nothing (T, B, 0)."""
        said: Tensor = self.net.readout(output)
        return said.softmax(-1) if self.subject.answers else said


def read(view: UnitsView) -> Read:
    """The net of a view over the view's sequence and others. Raises InputError."""
    return _read(view.task, view.net, view.sequence)


@cached_by_language(MOST_HELD)
def _read(name: str, net_name: str, sequence: str) -> Read:
    subject = subject_of(name)
    net = subject.net if isinstance(subject, Model) else shipped.load(name, net_name).net
    texts = [
        subject.tokens(typed) for typed in (sequence, *_others(subject))
    ]  # as typed: Step reads the same
    inputs = [subject.encode(tokens)[:, 0] for tokens in texts]
    return Read(subject, net, inputs, corpus.trace(net.recurrent, inputs, tokens=texts))


def _others(subject: Subject) -> Iterator[str]:
    """What is read behind the visitor's sequence: what a task's sampler draws, or a model's examples."""
    if isinstance(subject, Task):
        generator = torch.Generator().manual_seed(SEED)
        for inputs in subject.sample(STEPS // subject.training_steps, generator).unbind(1):
            yield subject.between.join(subject.decode(inputs))
    else:
        yield from (example.typed for example in subject.examples)
