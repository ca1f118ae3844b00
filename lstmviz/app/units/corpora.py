"""The corpus of a net: the visitor's own sequence and others behind it, traced once for all."""

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
from lstmviz.nets.sequence import SequenceNet
from lstmviz.real_nets.character_model.text import LINE_END, SPACE

torch.set_num_threads(1)  # as in scenes.py: a thread that waits for the other core waits for all who use it

STEPS = 20_000  # behind the visitor's own, about
PLAIN = {LINE_END: "\n", SPACE: " "}  # characters that a model shows as others
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
    typed = (sequence, *subject.texts(STEPS))
    texts = [subject.tokens(one) for one in typed]  # as typed: Step reads the same
    inputs = [subject.encode(tokens)[:, 0] for tokens in texts]
    return Read(subject, net, inputs, corpus.trace(net.recurrent, inputs, tokens=texts))
