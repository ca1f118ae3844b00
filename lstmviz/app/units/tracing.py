"""A long corpus as a job: traced to the disk in bounded memory, and there for all who ask for the same."""

from collections.abc import Iterator, Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any

from lstmviz import corpus
from lstmviz.app.jobs.files import JobFiles, Record
from lstmviz.app.jobs.spec import Spec
from lstmviz.app.subjects import subject_of
from lstmviz.app.units.documents import documents_of, net_of
from lstmviz.corpus.tracing import shapes_of
from lstmviz.nets.sequence import SequenceNet

FOLDER = "corpus"  # in the job's
MOST_BYTES = 2 * 10**9  # on the disk


def spec_of(task: str, net: str, text: str, steps: int) -> Spec:
    """The job that traces so many steps of a text, or as many as its disk may hold."""
    shown = net_of(subject_of(task), net)
    settings = {"task": task, "net": net, "text": text, "steps": min(steps, most_steps(shown, MOST_BYTES))}
    weights = sha256(b"".join(one.numpy().tobytes() for one in shown.recurrent.state_dict().values()))
    return Spec("corpus", settings | {"weights": weights.hexdigest()[:16]})


def most_steps(net: SequenceNet, size: int) -> int:
    """Steps of a corpus that takes so many bytes."""
    return size // (2 * sum(shapes_of(net.recurrent).values()))


def traced(settings: Mapping[str, Any], folder: Path) -> Iterator[Record]:
    """Trace it, or go on where it was stopped. settings: those of `spec_of`."""
    files = JobFiles(folder)
    net = net_of(subject_of(settings["task"]), settings["net"])
    documents = documents_of(settings["task"], settings["text"], settings["steps"])
    corpus.trace(
        net.recurrent,
        documents,
        folder / FOLDER,
        tokens=[one.tokens for one in documents],
        progress=lambda done, steps: files.append({"share": done / steps}),  # as it comes
    )
    yield {"share": 1.0}
