"""A job's folder, read while it is written and after it was cut off."""

import math
import os
import time
from pathlib import Path
from threading import Timer

import pytest

from lstmviz.app.jobs.end import DAMAGED_END, DAMAGED_RECORDS, End
from lstmviz.app.jobs.files import JobFiles
from lstmviz.app.jobs.spec import Spec
from lstmviz.languages import Translatable


@pytest.fixture
def files(tmp_path):
    spec = Spec("count", {"most": 3})
    files = JobFiles(tmp_path / spec.id)
    files.write_spec(spec)
    return files


def test_a_spec_is_read_as_it_was_written(files):
    assert files.spec() == Spec("count", {"most": 3})
    assert JobFiles(files.folder / "none").spec() is None


@pytest.mark.parametrize("value", [math.nan, math.inf])
def test_what_json_does_not_have_is_refused(files, value):
    with pytest.raises(ValueError, match="Out of range"):
        files.append({"share": value})


def test_a_torn_last_line_is_no_record_and_is_cut_off(files):
    files.append({"share": 0.5})
    with (files.folder / "records.jsonl").open("a") as file:
        file.write('{"share": 0.7')
    assert files.records() == JobFiles(files.folder).records() == [{"share": 0.5}]
    assert files.share() == 0.5
    files.begin()
    files.append({"share": 0.8})
    assert [record["share"] for record in files.records()] == [0.5, 0.8]


def test_records_begun_anew_are_read_from_the_start(files):
    for share in (0.1, 0.2, 0.3):
        files.append({"share": share})
    assert files.count() == 3
    (files.folder / "records.jsonl").write_text('{"share": 0.9}\n')
    assert files.records() == [{"share": 0.9}]
    assert files.count() == 1


def test_no_more_than_all_is_done(files):
    assert files.share() == 0
    files.append({"share": 1.5})
    assert files.share() == 1


@pytest.mark.parametrize("newest", ["spec.json", "records.jsonl", "end.json"])
def test_it_was_touched_when_the_newest_of_its_files_was(files, newest):
    files.append({"share": 1.0})
    files.write_end(End("done"))
    for path in files.folder.iterdir():
        os.utime(path, (1000, 1000))
    os.utime(files.folder / newest, (2000, 2000))
    assert files.touched() == 2000


def test_how_it_ended_is_taken_back_when_it_begins_again(files):
    why = Translatable("It needs more than {most} MB.", most=2)
    files.write_end(End("failed", why))
    assert files.end() == ("failed", why)
    files.begin()
    assert files.end() is None


def test_one_works_in_a_folder_at_a_time(files):
    with files.alone() as first, files.alone() as second:
        assert first
        assert not second
    with files.alone() as again:
        assert again


def test_a_lock_is_waited_for_as_long_as_is_said(files):
    with files.alone() as first:
        assert first
        began = time.monotonic()
        with files.alone(seconds=0.1) as second:
            assert not second
        assert time.monotonic() - began >= 0.1
    lock = files.alone()
    lock.__enter__()
    Timer(0.2, lock.__exit__, (None, None, None)).start()
    with files.alone(seconds=60) as mine:
        assert mine


def test_what_somebody_works_in_is_not_removed(files):
    with files.alone():
        files.remove()
    assert files.spec()
    files.remove()
    assert not files.folder.exists()


DAMAGES = {
    "cut": b'{"status": "do',
    "garbage": b"\xff\x00\x80",
    "another file's": b'{"share": 0.5}',
    "not an object": b"[1, 2]",
    "empty": b"",
    "a word": b'{"status": "maybe", "why": ""}',
}


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES)
def test_a_damaged_end_is_told_and_taken_back(files, damage):
    files.append({"share": 0.5})
    (files.folder / "end.json").write_bytes(damage)
    assert files.end() == DAMAGED_END
    files.begin()
    assert files.end() is None
    assert files.records() == [{"share": 0.5}]


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES)
def test_a_damaged_spec_is_none_and_is_written_again(files, damage):
    (files.folder / "spec.json").write_bytes(damage)
    assert files.spec() is None
    files.write_spec(Spec("count", {"most": 3}))
    assert files.spec() == Spec("count", {"most": 3})


def test_the_spec_of_another_job_is_none(files):
    (files.folder / "spec.json").write_bytes(Spec("count", {"most": 4}).as_json())
    assert files.spec() is None


@pytest.mark.parametrize("damage", [b"garbage\n", b"\n", b"[1]\n", b'{"number": 7}\n', b'{"share": "x"}\n'])
def test_damaged_records_are_told_and_all_is_made_anew(files, damage):
    files.append({"share": 0.5})
    with (files.folder / "records.jsonl").open("ab") as file:
        file.write(damage)
    files.append({"share": 0.9})
    files.write_end(End("done"))
    (files.folder / "net-0").mkdir()
    (files.folder / "net-0" / "checkpoint").touch()
    assert files.records() == [{"share": 0.5}]
    assert files.end() == DAMAGED_RECORDS
    files.begin()
    assert files.records() == []
    assert files.spec()
    assert not (files.folder / "net-0").exists()


def test_a_disk_that_is_full_is_an_error(files):
    (files.folder / "records.jsonl").symlink_to("/dev/full")
    with pytest.raises(OSError, match="No space left"):
        files.append({"share": 0.5})


def test_a_part_of_a_record_that_still_had_room_is_none(files, monkeypatch):
    files.append({"share": 0.5})
    real = Path.open
    monkeypatch.setattr(Path, "open", lambda self, *given, **named: Small(real(self, *given, **named)))
    with pytest.raises(OSError, match="No space left"):
        files.append({"share": 0.7})
    monkeypatch.undo()
    assert files.records() == [{"share": 0.5}]
    files.begin()
    files.append({"share": 0.9})
    assert [record["share"] for record in files.records()] == [0.5, 0.9]


class Small:
    """A file that takes five bytes and no more."""

    def __init__(self, file):
        self.file = file

    def __enter__(self):
        return self

    def __exit__(self, *error):
        self.file.close()

    def write(self, data):
        return self.file.write(data[:5])
