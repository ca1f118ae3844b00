"""Pages with jobs whose files are damaged or cannot be written: they open, say so, and go on."""

import pytest

from lstmviz.app import running
from lstmviz.app.claims.rows import spec_of as spec_of_claim
from lstmviz.app.claims.view import claims_of
from lstmviz.app.jobs.end import End
from lstmviz.app.jobs.files import JobFiles
from lstmviz.app.train.checkpoints import spec_of
from lstmviz.app.train.view import TrainView
from lstmviz.learn.sessions.session import session
from tests.pages.opening import opened, problems, sound

VIEW = TrainView(task="anbn", a_hidden=2, b_size="units", batch=4, steps=10, seeds=1)
WORDS = {"task": "anbn", "a_hidden": "2", "b_size": "units", "batch": "4", "steps": "10", "seeds": "1"}


@pytest.fixture
def place(tmp_path, monkeypatch):
    """Where the jobs are kept."""
    monkeypatch.setenv("LSTMVIZ_JOBS", str(tmp_path / "jobs"))
    running.jobs.clear()
    yield tmp_path / "jobs"
    running.jobs.clear()


@pytest.fixture
def trained(place):
    """The files of a training that is done."""
    spec = spec_of(VIEW.plan)
    files = JobFiles(place / spec.id)
    files.write_spec(spec)
    for record in session(VIEW.plan, files.folder):
        files.append(record)
    files.write_end(End("done"))
    return files


def labels(app):
    return [button.label for button in app.button]


def press(app, label):
    next(button for button in app.button if button.label == label).click()
    return sound(app.run())


@pytest.mark.parametrize(
    ("page", "words", "start"), [("train", WORDS, "Train"), ("how_far", {}, "Run it here")]
)
def test_a_folder_that_cannot_be_written_is_told_where_the_button_stands(place, page, words, start):
    place.write_text("a file where the folder should be")
    app = opened(page, **words)
    assert problems(app) == []
    (problem,) = problems(press(app, start))
    assert "cannot write the files of jobs: Not a directory" in problem
    assert "LSTMVIZ_JOBS" in problem


@pytest.mark.parametrize(
    ("file", "says", "offers"),
    [
        ("spec.json", None, "Train"),
        ("end.json", "The file that says how it ended is damaged", "Try it again"),
        ("records.jsonl", "A file with a part of its results is damaged", "Try it again"),
    ],
)
@pytest.mark.parametrize("damage", [b"\xff\x00\n", b'{"net": 0}\n'])
def test_a_damaged_file_is_told_and_the_training_can_be_begun_again(trained, file, says, offers, damage):
    path = trained.folder / file
    path.write_bytes(damage if file != "records.jsonl" else path.read_bytes() + damage)
    app = opened("train", **WORDS)
    assert offers in labels(app)
    assert [says in problem for problem in problems(app)] == ([True] if says else [])


def test_a_damaged_checkpoint_is_told(trained):
    for path in (trained.folder / "net-0").rglob("10.safetensors"):
        path.write_bytes(b"half")
    (problem,) = problems(opened("train", **WORDS))
    assert "The checkpoint of step 10 cannot be read" in problem


def test_a_claim_whose_job_is_damaged_shows_what_is_stored(place):
    claim = next(iter(claims_of("how_far").values()))
    spec = spec_of_claim(claim, {control.name: control.start for control in claim.controls})
    files = JobFiles(place / spec.id)
    files.write_spec(spec)
    for name in ("spec.json", "records.jsonl", "end.json"):
        (files.folder / name).write_bytes(b"\xff\n")
    app = opened("how_far")
    assert problems(app) == []
    assert "Run it here" in labels(app)
    files.write_spec(spec)
    app = opened("how_far")
    assert "The file that says how it ended" in problems(app)[0]
    assert "Try it again" in labels(app)
