"""A corpus holds what `lstmviz.trace` gives of each document, however it was cut, stopped or handed out."""

import pickle
from concurrent.futures import Executor, Future

import numpy as np
import pytest
import torch
from torch import nn

import lstmviz
from lstmviz.corpus import load, shards, trace
from lstmviz.nets.cells import CELLS
from tests.conftest import seeded
from tests.corpus.made import documents

LENGTHS = (5, 5, 5, 70, 1, 12)


@pytest.fixture(autouse=True)
def short_stretches(monkeypatch):
    """Several documents side by side, and documents of several stretches."""
    monkeypatch.setattr(shards, "STRETCH", 16)
    monkeypatch.setattr(shards, "LONGEST_BOTH_WAYS", 40)
    monkeypatch.setattr(shards, "SHARD", 20)


def holds(corpus, module, read):
    for place, document in zip(corpus.documents, read, strict=True):
        for layer in lstmviz.trace(module, document).layers:
            for quantity, values in layer.quantities.items():
                found = corpus.planes[layer.name, quantity][:, place]
                assert np.allclose(found, values[:, 0].T.detach(), rtol=2**-11, atol=1e-5), quantity


@pytest.mark.parametrize("cell", CELLS)
def test_every_cell_is_traced_document_by_document(cell):
    module, read = seeded(cell), documents(*LENGTHS)
    corpus = trace(module, read)
    assert corpus.cell == cell
    assert corpus.lengths == LENGTHS
    holds(corpus, module, read)


@pytest.mark.parametrize("given", [{"num_layers": 2}, {"batch_first": True}, {"proj_size": 2}], ids=str)
@pytest.mark.filterwarnings("ignore:LSTM with projections is not supported with oneDNN")
def test_layers_projections_and_a_batch_that_comes_first(given):
    module, read = nn.LSTM(3, 4, **given), documents(*LENGTHS)
    holds(trace(module, read), module, read)


def test_both_directions_over_documents_that_are_short_enough():
    module, read = nn.LSTM(3, 4, bidirectional=True), documents(5, 5, 39, 3)
    corpus = trace(module, read)
    holds(corpus, module, read)
    assert corpus.values("cell", 2, "l0 reverse").shape == (52,)
    with pytest.raises(lstmviz.InputError, match=r"41 steps.*40 at most"):
        trace(module, documents(41))


def test_ids_go_through_the_embedding_and_one_document_needs_no_list():
    module, embedding, ids = nn.GRU(3, 4), nn.Embedding(7, 3), torch.arange(40) % 7
    corpus = trace(module, ids, embedding=embedding)
    holds(corpus, module, [embedding(ids).detach()])
    assert trace(module, ids.numpy(), embedding=embedding).steps == 40


def test_what_lies_on_the_disk_is_what_stays_in_memory(tmp_path):
    module, read = nn.LSTM(3, 4), documents(*LENGTHS)
    trace(module, read, tmp_path, tokens=["x"] * sum(LENGTHS))
    corpus, held = load(tmp_path), trace(module, read)
    assert all(np.array_equal(corpus.planes[place], held.planes[place]) for place in held.planes)
    assert isinstance(corpus.planes["l0", "hidden"], np.memmap)
    assert [len(text) for text in corpus.texts] == list(LENGTHS)
    assert corpus.rows == held.rows
    assert np.array_equal(np.load(tmp_path / "l0.forget_gate.npy"), held.planes["l0", "forget_gate"])


class StoppedError(Exception):
    pass


@pytest.mark.parametrize("after", [1, 3, 5, 8])
def test_a_stopped_one_goes_on_where_it_was_to_the_same_numbers(tmp_path, after):
    module, read, seen = nn.LSTM(3, 4), documents(*LENGTHS), []

    def stop(done, steps):
        seen.append(done)
        if len(seen) == after:
            raise StoppedError

    with pytest.raises(StoppedError):
        trace(module, read, tmp_path, progress=stop)
    with pytest.raises(lstmviz.InputError, match=r"no whole corpus.*lstmviz\.corpus\.trace"):
        load(tmp_path)
    again = []
    corpus = trace(module, read, tmp_path, progress=lambda done, steps: again.append(done))
    assert seen[-1] in again
    assert not [done for done in again if 0 < done < seen[-1] and done not in seen]
    assert again[-1] == sum(LENGTHS)
    holds(corpus, module, read)
    trace(module, read, tmp_path, progress=lambda done, steps: pytest.fail("it is done already"))


def test_another_net_or_text_wants_another_folder(tmp_path):
    module, read = nn.LSTM(3, 4), documents(8)
    trace(module, read, tmp_path / "one")
    for other in ((nn.LSTM(3, 4), read), (module, documents(9))):
        with pytest.raises(lstmviz.InputError, match="another folder"):
            trace(*other, tmp_path / "one")
        trace(*other, tmp_path / f"of {len(other[1][0])}", progress=None)


class Elsewhere(Executor):
    """Runs each piece of work as another machine would: on a copy, which it gets as bytes."""

    def __init__(self):
        self.works = 0

    def submit(self, work, /, *given, **named):
        self.works += 1
        function, args = pickle.loads(pickle.dumps((work, given)))
        future = Future()
        future.set_result(function(*args, **named))
        return future


def test_any_executor_takes_the_tracing(tmp_path):
    module, read, executor, told = nn.LSTM(3, 4), documents(*LENGTHS), Elsewhere(), []
    corpus = trace(module, read, tmp_path, executor=executor, progress=lambda *at: told.append(at))
    holds(corpus, module, read)
    assert executor.works == len(told) == 2
    assert told[-1] == (sum(LENGTHS), sum(LENGTHS))
    with pytest.raises(lstmviz.InputError, match="folder="):
        trace(module, read, executor=executor)


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({"documents": []}, "documents has none"),
        ({"documents": documents(4, 0)}, "Leave the empty ones out"),
        ({"documents": documents(4, width=2)}, "x"),
        ({"documents": documents(4), "tokens": "abc"}, "3 for 4 steps"),
        ({"documents": documents(2, 2), "tokens": ["ab", "c"]}, "3 for 4 steps"),
        ({"documents": documents(4), "module": nn.Linear(3, 3)}, "Linear"),
    ],
)
def test_what_cannot_be_used_is_told(given, says):
    with pytest.raises(lstmviz.InputError, match=says):
        trace(**{"module": nn.LSTM(3, 4), **given})


def test_tokens_come_in_a_row_or_by_document():
    module, read = nn.LSTM(3, 4), documents(2, 3)
    assert [*trace(module, read, tokens="abcde").texts] == ["ab", "cde"]
    assert [*trace(module, read, tokens=["ab", "cde"]).texts] == [["a", "b"], ["c", "d", "e"]]
    assert [*trace(module, read, tokens=[["a", "bc"], "def"]).texts] == [["a", "bc"], ["d", "e", "f"]]
    with pytest.raises(lstmviz.InputError, match="tokens="):
        trace(module, read).texts  # noqa: B018


def test_one_unit_s_numbers_are_asked_for_by_name():
    corpus = trace(nn.LSTM(3, 4), documents(9))
    assert np.array_equal(corpus.values("cell", 3), corpus.planes["l0", "cell"][3])
    with pytest.raises(lstmviz.InputError, match="forget_gate of l0"):
        corpus.values("reset_gate", 0)
    with pytest.raises(lstmviz.InputError, match="units 0 to 3"):
        corpus.values("cell", 4)


def test_the_largest_of_a_quantity_is_of_all_units():
    corpus = trace(nn.LSTM(3, 4), documents(30))
    for layer, quantity in corpus.planes:
        plane = corpus.planes[layer, quantity]
        assert corpus.largest(quantity, layer) == np.abs(plane).max() == corpus.largest(quantity, layer)


def test_where_the_system_reserves_no_room_on_the_disk_a_corpus_is_the_same(monkeypatch, tmp_path):
    monkeypatch.delattr("os.posix_fallocate")  # macOS and Windows have none
    module, read = seeded("lstm"), documents(*LENGTHS)
    holds(trace(module, read, tmp_path), module, read)
