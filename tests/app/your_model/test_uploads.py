"""A visitor's file is gone with the visitor; a visitor has few of them here, and all together not many."""

from threading import Event

import pytest

from lstmviz.app.your_model import uploads
from lstmviz.app.your_model.uploads import visitors_folder


@pytest.fixture(autouse=True)
def root(tmp_path, monkeypatch):
    monkeypatch.setenv("LSTMVIZ_JOBS", str(tmp_path))
    monkeypatch.setattr(uploads, "LOOK_EVERY", 0.01)
    return tmp_path / "uploads"


def until_gone(folder):
    while folder.exists():  # pytest's own limit ends what would never be
        Event().wait(0.01)


def test_a_file_is_gone_with_its_visitor(monkeypatch):
    monkeypatch.setattr(uploads, "LONGEST_AWAY", 0.0)
    left, looked = Event(), Event()

    def is_there():
        looked.set()
        return not left.is_set()

    folder = visitors_folder("a visitor", is_there)
    (folder / "file.pt").write_bytes(b"weights")
    assert looked.wait(30)
    assert (folder / "file.pt").exists()
    left.set()
    until_gone(folder)


def test_a_short_absence_costs_nothing_and_no_file_stays_for_ever(monkeypatch):
    looks = []

    def is_away():
        looks.append(None)
        return False

    folder = visitors_folder("a visitor", is_away)
    while len(looks) < 3:
        Event().wait(0.01)
    assert folder.exists()
    monkeypatch.setattr(uploads, "LONGEST_STAY", 0)
    until_gone(folder)


def test_a_visitor_has_few_files_here_and_all_have_not_many(root, monkeypatch):
    monkeypatch.setattr(uploads, "MOST_IN_ALL", 4)
    for visitor in "abc" * 3:
        visitors_folder(visitor, lambda: True)
    assert len(list(root.iterdir())) <= 5
