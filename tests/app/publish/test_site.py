"""The files of a published lecture."""

from dataclasses import replace

import pytest

from lstmviz import InputError
from lstmviz.app.publish import publish
from lstmviz.lectures import LECTURES, TOUR
from tests.app.publish.published import parts

TWO = replace(LECTURES[TOUR], stops=LECTURES[TOUR].stops[:2])


def test_a_site_has_a_page_a_stop_and_one_copy_of_the_scripts(tmp_path):
    stops = list(publish(TWO, tmp_path / "site", "en"))
    files = {file.name for file in (tmp_path / "site").iterdir()}
    assert files == {
        "index.html",
        "notes.html",
        "stop-flag.html",
        "stop-where-kept.html",
        "1.html",
        "2.html",
        "lstmviz.js",
        "lstmviz.css",
        "plotly.min.js",
        "icon.svg",
    }
    assert [stop.size for stop in stops] == [
        (tmp_path / "site" / f"stop-{stop.word}.html").stat().st_size for stop in TWO.stops
    ]
    assert not any(stop.reason for stop in stops)
    first = (tmp_path / "site" / "stop-flag.html").read_text(encoding="utf-8")
    assert [kind for kind, _ in parts(first)] == ["stepper"]  # the answer is another step of the same run


def test_published_again_it_has_the_stops_of_now(tmp_path):
    list(publish(TWO, tmp_path, "en"))
    list(publish(replace(TWO, stops=TWO.stops[:1]), tmp_path, "en"))
    assert not (tmp_path / "2.html").exists()
    assert not (tmp_path / "stop-where-kept.html").exists()


def test_a_folder_with_other_files_is_left_alone(tmp_path):
    (tmp_path / "1.html").write_text("mine")
    with pytest.raises(InputError, match=r"holds other files\. Name a folder that is new or empty"):
        list(publish(TWO, tmp_path, "en"))
    assert (tmp_path / "1.html").read_text() == "mine"


def test_texts_of_a_lecture_stay_text(tmp_path):
    hostile = "<img src=x onerror=alert(1)></script>"
    stop = replace(
        TWO.stops[0], **dict.fromkeys(("heading", "text", "question", "shows", "sentence"), hostile)
    )
    stop = replace(stop, options=(hostile, hostile))
    list(publish(replace(TWO, title=hostile, about=hostile, stops=(stop,)), tmp_path, "en"))
    for page in ("index.html", "stop-flag.html", "notes.html"):
        assert "<img" not in (tmp_path / page).read_text(encoding="utf-8")
