"""The command: a lecture of one's own on the pages and as a site."""

import sys
import urllib.request
from dataclasses import replace

import pytest

from lstmviz import __main__ as command
from lstmviz.app.your_model import child
from lstmviz.languages import speak
from tests.conftest import ROOT
from tests.lectures.test_lecture import HEAD, STOP


@pytest.fixture
def mine(tmp_path):
    path = tmp_path / "mine.toml"
    path.write_text(HEAD + STOP)
    return path


@pytest.fixture
def run(monkeypatch):
    """run("publish", …): the command with these words."""

    def running(*words):
        monkeypatch.setattr(sys, "argv", ["lstmviz", *map(str, words)])
        command.main()

    return running


def test_a_lecture_of_one_s_own_stands_among_the_others(start_server, mine):
    with (
        start_server(
            [sys.executable, "-m", "lstmviz", "--port", "{port}", "--lecture", mine], ROOT
        ) as server,
        urllib.request.urlopen(f"{server}/notes?lecture=mine") as notes,
    ):
        assert "Look" in notes.read().decode()


def test_a_file_of_weights_is_offered_on_the_page_of_one_s_own_server(run, tmp_path, monkeypatch):
    monkeypatch.setattr(child, "OWN", [])
    monkeypatch.setattr("streamlit.web.cli.main", lambda *given, **words: None)
    file = tmp_path / "model.safetensors"
    file.write_bytes(b"weights")
    run(file)
    run("--model", file)
    assert [file, file] == child.OWN
    with pytest.raises(SystemExit, match="leave --hall out"):
        run(file, "--hall", "here.example")
    with pytest.raises(SystemExit, match="is no file"):
        run(tmp_path / "gone.pt")


def test_a_refusal_is_said_in_the_language_of_the_terminal(run, tmp_path, monkeypatch):
    monkeypatch.setattr(command, "getlocale", lambda: ("zh_CN", "UTF-8"))
    with pytest.raises(SystemExit, match=r"讲座 .*gone.toml 读不了"):
        run("--lecture", tmp_path / "gone.toml")
    speak("en")


def test_a_lecture_is_published_and_each_stop_said_with_its_size(run, mine, tmp_path, capsys):
    run("publish", mine, tmp_path / "site")
    said = capsys.readouterr().out
    size = (tmp_path / "site" / "1.html").stat().st_size
    assert f"{size / 1000:.1f} kB  Look" in said
    assert "not static" not in said


def test_a_shipped_lecture_goes_by_its_name_in_any_language(run, tmp_path, monkeypatch):
    stops = command.LECTURES["tour"].stops[:1]
    monkeypatch.setitem(command.LECTURES, "tour", replace(command.LECTURES["tour"], stops=stops))
    run("publish", "tour", tmp_path, "--language", "zh")
    speak("en")
    assert '<html lang="zh">' in (tmp_path / "stop-flag.html").read_text(encoding="utf-8")


def test_what_is_wrong_with_the_file_or_the_folder_is_said(run, mine, tmp_path):
    with pytest.raises(SystemExit, match="holds other files"):
        run("publish", mine, tmp_path)
    with pytest.raises(SystemExit, match="cannot be read"):
        run("publish", tmp_path / "nope.toml", tmp_path / "site")
    with pytest.raises(SystemExit, match="cannot be written: Not a directory"):
        run("publish", mine, mine / "site")


def test_a_hall_without_a_name_is_refused(run, monkeypatch):
    monkeypatch.setattr("streamlit.web.cli.main", lambda *given, **named: None)
    with pytest.raises(SystemExit, match="no host name"):
        run("--hall", "")
