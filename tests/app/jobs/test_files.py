"""A job's folder, read while it is written and after it was cut off."""

import math

import pytest

from lstmviz.app.jobs.files import MOST_BYTES, End, JobFiles, Spec
from lstmviz.errors import InputError


@pytest.fixture
def files(tmp_path):
    spec = Spec("count", {"most": 3})
    files = JobFiles(tmp_path / spec.id)
    files.write_spec(spec)
    return files


def test_a_spec_is_named_by_what_it_says():
    spec = Spec("count", {"a": 1, "b": {"c": [1, 2], "d": "é"}})
    assert spec.id == Spec("count", {"b": {"d": "é", "c": [1, 2]}, "a": 1}).id
    assert len({spec.id, Spec("count", {"a": 2}).id, Spec("learn", {"a": 1}).id, Spec("count", {}).id}) == 4
    assert len(spec.id) == 16


def test_a_spec_is_read_as_it_was_written(files):
    assert files.spec() == Spec("count", {"most": 3})
    assert JobFiles(files.folder / "none").spec() is None


@pytest.mark.parametrize("value", [math.nan, math.inf])
def test_what_json_does_not_have_is_refused(files, value):
    with pytest.raises(ValueError, match="Out of range"):
        Spec("count", {"most": value})
    with pytest.raises(ValueError, match="Out of range"):
        files.append({"share": value})


def test_a_long_spec_is_refused_with_the_limit():
    with pytest.raises(InputError, match=str(MOST_BYTES)):
        Spec("count", {"points": "1,2,a;" * 10_000})


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


def test_how_it_ended_is_taken_back_when_it_begins_again(files):
    files.write_end(End("failed", "why"))
    assert files.end() == ("failed", "why")
    files.begin()
    assert files.end() is None


def test_one_works_in_a_folder_at_a_time(files):
    with files.alone() as first, files.alone() as second:
        assert first
        assert not second
    with files.alone() as again:
        assert again
