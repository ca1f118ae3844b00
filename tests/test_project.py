"""The project's files say the same where they say it twice."""

import re
import tomllib
from itertools import chain
from pathlib import Path

import pytest
from packaging.requirements import Requirement

from lstmviz import __version__

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
PINS = {
    pin.name: pin
    for line in (ROOT / "requirements.txt").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
    for pin in [Requirement(line)]
}
NEEDED = [
    Requirement(line)
    for line in chain(PROJECT["dependencies"], *PROJECT["optional-dependencies"].values())
    if not line.startswith("lstmviz[")
]


@pytest.mark.parametrize("needed", NEEDED, ids=str)
def test_what_is_needed_is_pinned_to_a_version_that_serves(needed):
    (exact,) = PINS[needed.name].specifier
    assert exact.operator == "=="
    assert needed.specifier.contains(exact.version)


def test_nothing_else_is_pinned():
    assert set(PINS) == {needed.name for needed in NEEDED}


@pytest.mark.parametrize("name", PINS)
def test_the_readme_says_why(name):
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| ([\w, -]+?)(?: \(.*\))? \| \S", readme, re.MULTILINE)
    assert name in ", ".join(rows).split(", ")


@pytest.mark.parametrize(
    ("file", "line"), [("CITATION.cff", f"version: {__version__}"), ("CHANGELOG.md", f"## {__version__}")]
)
def test_the_version_is_the_package_s(file, line):
    text = (ROOT / file).read_text(encoding="utf-8")
    assert (
        line
        == next(found for found in text.splitlines() if found.startswith(line.split()[0] + " "))[: len(line)]
    )


def test_the_image_installs_the_part_that_is_run():
    command = (ROOT / "Dockerfile").read_text(encoding="utf-8")
    (last,) = re.findall(r"sed '/\^(# .*)/,\$d' requirements.txt", command)
    run, check = (ROOT / "requirements.txt").read_text(encoding="utf-8").split(last)
    assert "streamlit==" in run
    assert "pytest==" in check
