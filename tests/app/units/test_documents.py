"""A visitor's text is cut as its subject reads it, what nobody can read is counted, all is encoded late."""

import pytest
import torch

import lstmviz
from lstmviz.app.subjects import subject_of
from lstmviz.app.units import own_texts
from lstmviz.app.units.documents import documents_of, own_text
from lstmviz.app.units.own_texts import keep_text
from lstmviz.learn.subject import SymbolSubject
from lstmviz.limits import LONGEST_SEQUENCE
from lstmviz.real_nets.character_model.model import MODEL


class Words(SymbolSubject):
    name, title, typed = "words", "Words", "Type words."
    alphabet, between = ("to", "be", "or", "not"), " "


class Lines(SymbolSubject):
    name, title, typed = "lines", "Lines", "Type a, b or a line end."
    alphabet = ("a", "b", "\n")


@pytest.fixture(autouse=True)
def kept(tmp_path, monkeypatch):
    monkeypatch.setenv("LSTMVIZ_KEPT", str(tmp_path))


@pytest.mark.parametrize(
    ("subject", "text", "sequences", "left_out"),
    [
        (subject_of("recall"), "abc\n\ndxB?\n", ["abc", "dB"], 2),
        (Words(), "to be, or\nnot to be", ["to or", "not to be"], 1),
        (Lines(), "ab\nba!\n", ["ab\nba\n"], 1),
        (MODEL, "if a:\n  b “c”\n", ["if␣a:↵␣␣b␣c↵"], 2),
        (subject_of("adding"), "0.5 0.2*\n\n0.1* 0.2\n", ["0.5 0.2*", "0.1* 0.2"], 0),
    ],
    ids=lambda given: getattr(given, "name", None),
)
def test_a_line_is_a_sequence_and_one_long_text_where_line_ends_are_read(subject, text, sequences, left_out):
    assert own_text(subject, keep_text(text.encode())) == (sequences, left_out)


def test_a_long_text_is_cut_and_nothing_of_it_lost():
    text = "x = 1\n" * 1000
    found = documents_of(MODEL.name, keep_text(text.encode()), 10**6)
    assert [len(one) for one in found] == [LONGEST_SEQUENCE] * 3
    assert "".join("".join(one.tokens) for one in found) == MODEL.shown(text)
    assert len(documents_of(MODEL.name, keep_text(text.encode()), 2500)) == 2


def test_a_document_is_what_its_subject_encodes():
    (document, *_) = documents_of("recall", "", 100)
    subject = subject_of("recall")
    assert torch.equal(document[:], subject.encode(document.tokens)[:, 0])
    assert torch.equal(document[2:5], document[:][2:5])
    first = documents_of("recall", "", 100, subject.first_example)[0]
    assert first.tokens == subject.tokens(subject.first_example)


@pytest.mark.parametrize(
    ("data", "says"),
    [(b"a\xff", "byte 1"), (b"x" * 2100000, "the limit is 2"), ("银行".encode(), "cannot read any")],
    ids=["bytes", "large", "unreadable"],
)
def test_what_is_no_text_for_it_is_refused(monkeypatch, data, says):
    monkeypatch.setattr(own_texts, "LARGEST", 2)
    with pytest.raises(lstmviz.InputError, match=says):
        own_text(MODEL, keep_text(data))


@pytest.mark.parametrize("name", ["0" * 16, "../../etc/passwd"])
def test_a_text_that_is_gone_is_named(name):
    with pytest.raises(lstmviz.InputError, match="Upload it again"):
        own_text(MODEL, name)
