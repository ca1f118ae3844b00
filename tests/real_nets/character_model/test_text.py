"""Which modules are taught, tuned with and held out."""

import pytest

from lstmviz.errors import InputError
from lstmviz.real_nets.character_model import text


@pytest.fixture
def library(monkeypatch):
    """A standard library of 23 modules."""
    sources = {f"module{number:02}": f"x = {number}\n" for number in range(23)}
    monkeypatch.setattr(text, "_sources", lambda: sources)
    text.modules.cache_clear()
    yield sources
    text.modules.cache_clear()


def test_another_standard_library_is_told_with_the_python_that_has_the_right_one(library):
    with pytest.raises(InputError, match=text.PYTHON.replace(".", r"\.")):
        text.modules("training")


def test_every_module_is_in_one_part(library, monkeypatch):
    monkeypatch.setattr(text, "SHA256", text.sha256("".join(library.values()).encode()).hexdigest())
    parts = {part: text.modules(part) for part in ("training", "tuning", "held-out")}
    assert [*parts["tuning"]] == ["module00", "module10", "module20"]
    assert [*parts["held-out"]] == ["module05", "module15"]
    assert sorted(name for part in parts.values() for name in part) == [*library]


def test_only_what_the_alphabet_has_is_read():
    read = text._sources()
    assert "abc" in read
    assert "heapq" not in read  # François Pinard
    assert all(set(source) <= set(text.ALPHABET) for source in read.values())
