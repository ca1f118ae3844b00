"""The corpus of a view: a short one is traced as one looks, once for all; a long one was traced by a job."""

from dataclasses import dataclass

import torch
from torch import Tensor

from lstmviz import corpus
from lstmviz.app.jobs.runner import Spec
from lstmviz.app.language import cached_by_language
from lstmviz.app.running import jobs
from lstmviz.app.subjects import subject_of
from lstmviz.app.units.documents import Document, documents_of, net_of
from lstmviz.app.units.own_texts import stored_text
from lstmviz.app.units.tracing import FOLDER, most_steps, spec_of
from lstmviz.app.units.view import SIZES, UnitsView
from lstmviz.learn.subject import Subject
from lstmviz.nets.sequence import SequenceNet

torch.set_num_threads(1)  # as in scenes.py: a thread that waits for the other core waits for all who use it

MOST_IN_MEMORY = 50_000_000  # bytes of a corpus that is traced as one looks
MOST_HELD = 16  # corpora


@dataclass(frozen=True, eq=False)
class Read:
    """A net and what it read."""

    subject: Subject
    net: SequenceNet
    documents: list[Document]  # the visitor's own sequence first, in a short corpus of the subject's texts
    corpus: corpus.Corpus

    def predicted(self, output: Tensor) -> Tensor:
        """What the net answers: probabilities (T, B, K), a number (T, B, 1), or nothing (T, B, 0)."""
        return self.subject.probabilities(self.net.readout(output))


def job_of(view: UnitsView) -> Spec | None:
    """The job that traces a long corpus; None of a short one."""
    return None if view.size == SIZES[0] else spec_of(view.task, view.net, view.own, view.size)


def read(view: UnitsView) -> Read:
    """The net of a view over its corpus, which is short or was traced. Raises InputError."""
    if view.own:
        stored_text(view.own)  # what was read of a text is not shown when the text is gone
    if spec := job_of(view):
        return _stored(view.task, view.net, spec.id)
    return _read(view.task, view.net, view.own, "" if view.own else view.sequence)


@cached_by_language(MOST_HELD)
def _read(task: str, net_name: str, own: str, sequence: str) -> Read:
    subject = subject_of(task)
    net = net_of(subject, net_name)
    steps = min(SIZES[0], most_steps(net, MOST_IN_MEMORY))
    documents = documents_of(task, own, steps, sequence)
    traced = corpus.trace(net.recurrent, documents, tokens=[one.tokens for one in documents])
    return Read(subject, net, documents, traced)


@cached_by_language(MOST_HELD)
def _stored(task: str, net_name: str, job: str) -> Read:
    subject = subject_of(task)
    traced = corpus.load(jobs().folder / job / FOLDER)
    documents = [Document(subject, tuple(text)) for text in traced.texts]
    return Read(subject, net_of(subject, net_name), documents, traced)
