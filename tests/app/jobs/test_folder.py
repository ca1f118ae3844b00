"""Where jobs are kept."""

import os

import pytest

from lstmviz.app.jobs.folder import default_folder


@pytest.fixture(autouse=True)
def temporary(tmp_path, monkeypatch):
    monkeypatch.delenv("LSTMVIZ_JOBS", raising=False)
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))


def test_the_folder_is_the_user_s_own_and_the_same_again():
    assert default_folder().stat().st_mode & 0o777 == 0o700
    assert default_folder() == default_folder()


def test_a_variable_names_another(monkeypatch):
    monkeypatch.setenv("LSTMVIZ_JOBS", "/elsewhere")
    assert str(default_folder()) == "/elsewhere"


def test_a_folder_of_somebody_else_is_not_used(tmp_path, monkeypatch):
    monkeypatch.setattr(os, "getuid", lambda: 12345)
    taken = tmp_path / "lstmviz-12345"
    taken.mkdir()
    assert default_folder() != taken
    assert default_folder().stat().st_mode & 0o777 == 0o700


def test_a_link_in_its_place_is_not_followed(tmp_path):
    (tmp_path / "theirs").mkdir()
    link = tmp_path / f"lstmviz-{os.getuid()}"
    link.symlink_to(tmp_path / "theirs")
    assert default_folder() != link
    assert default_folder().parent == tmp_path
