"""What a net reads on the Units page: texts of its subject, or a visitor's file. Jobs use it too."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from torch import Tensor

from lstmviz.app.subjects import subject_of
from lstmviz.app.units.own_texts import read_text
from lstmviz.errors import InputError
from lstmviz.languages import Translatable
from lstmviz.learn.model import Model
from lstmviz.learn.saved_nets import shipped
from lstmviz.learn.subject import Subject, SymbolSubject
from lstmviz.limits import LONGEST_SEQUENCE
from lstmviz.nets.sequence import SequenceNet


@dataclass(frozen=True)
class Document:
    """A text as a net reads it, encoded when it is read: all texts at once need not fit into memory."""

    subject: Subject
    tokens: tuple[str, ...]

    def __len__(self) -> int:
        return len(self.tokens)

    def __getitem__(self, steps: slice) -> Tensor:  # (T, I)
        return self.subject.encode(self.tokens)[steps, 0]


class OwnText(NamedTuple):
    """A visitor's file, as a subject reads it."""

    sequences: list[str]  # as typed on Step
    left_out: int  # symbols that are not in the subject's alphabet


def net_of(subject: Subject, name: str) -> SequenceNet:
    """A model's own net, or a task's shipped one of this name."""
    return subject.net if isinstance(subject, Model) else shipped.load(subject.name, name).net


def documents_of(task: str, text: str, steps: int, first: str = "") -> list[Document]:
    """About so many steps: of the kept text of this name, where it is no "", else of the subject's own.

    first: a sequence that stands before them. Raises InputError where nothing can be read.
    """
    subject = subject_of(task)
    texts = iter(own_text(subject, text).sequences) if text else subject.texts(steps)
    documents = [Document(subject, subject.tokens(first))] if first else []
    missing = steps
    while missing > 0 and (typed := next(texts, "")):
        documents.append(Document(subject, subject.tokens(typed)))
        missing -= len(documents[-1])
    return documents


def own_text(subject: Subject, name: str) -> OwnText:
    """The kept text of this name: a line a sequence; one long text, where the subject reads line ends.

    Raises InputError where it is gone, or the subject can read nothing of it.
    """
    text = read_text(name)
    if not isinstance(subject, SymbolSubject):
        found = OwnText([line for line in text.splitlines() if line.strip()], 0)
    else:
        found = _of_symbols(subject, subject.shown(text))
    if not found.sequences:
        raise InputError(
            "{net} cannot read any of your text. {typed}",
            net=Translatable(subject.title),
            typed=Translatable(subject.typed),
        )
    return found


def _of_symbols(subject: SymbolSubject, text: str) -> OwnText:
    known, left_out, sequences = set(subject.alphabet), 0, list[str]()
    for line in text.splitlines() if "\n" not in known else [text]:
        symbols = line.split() if subject.between else line
        readable = [symbol for symbol in symbols if symbol in known]
        left_out += len(symbols) - len(readable)
        sequences += _cut(readable, subject.between)
    return OwnText(sequences, left_out)


def _cut(symbols: list[str], between: str) -> Iterator[str]:
    for start in range(0, len(symbols), LONGEST_SEQUENCE):
        if (typed := between.join(symbols[start : start + LONGEST_SEQUENCE])).strip():
            yield typed
