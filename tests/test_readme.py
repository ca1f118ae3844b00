"""The README in other languages says what the English one does: code, numbers, section by section."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
ENGLISH = (ROOT / "README.md").read_text(encoding="utf-8")
CHINESE = (ROOT / "README.zh.md").read_text(encoding="utf-8")
BLOCKS = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
NUMBERS = re.compile(r"[−+]?\d+(?:[.,]\d+)*|[⁰¹²³⁴-⁹⁻]+")


def code(text):
    """What is to be run, its comments left out."""
    return [re.sub(r"\s*#.*", "", block) for language, block in BLOCKS.findall(text) if language]


def sections(text):
    """What stands under each heading, its blocks of code left out."""
    return re.split(r"^##? .*$", BLOCKS.sub("", text), flags=re.MULTILINE)


def rows(text):
    """The numbers of every row of a table."""
    return [NUMBERS.findall(line) for line in text.splitlines() if line.startswith("|")]


SECTIONS = list(zip(sections(ENGLISH), sections(CHINESE), strict=True))
each = pytest.mark.parametrize(("english", "chinese"), SECTIONS, ids=range(len(SECTIONS)))


def test_each_leads_to_the_other():
    assert "[简体中文](README.zh.md)" in ENGLISH.split("\n## ")[0]
    assert "[English](README.md)" in CHINESE.split("\n## ")[0]


def test_both_have_the_same_blocks_of_code():
    assert code(CHINESE) == code(ENGLISH)


@each
def test_both_name_the_same_commands_and_files(english, chinese):
    spans = [set(re.findall(r"`([^`]+)`", text.replace("\n", " "))) for text in (english, chinese)]
    assert spans[0] - spans[1] == spans[1] - spans[0] == set()


@each
def test_both_tell_the_same_numbers(english, chinese):
    assert set(NUMBERS.findall(chinese)) == set(NUMBERS.findall(english))
    assert [sorted(row) for row in rows(chinese)] == [sorted(row) for row in rows(english)]
