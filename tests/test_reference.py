"""The reference builds from the docstrings, and has every public name."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

import lstmviz

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def reference(tmp_path_factory):
    """All pages of the reference, as one text; what cannot be resolved fails the build."""
    site = tmp_path_factory.mktemp("site")
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--site-dir", site]
    built = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert built.returncode == 0, built.stderr
    return "".join(page.read_text(encoding="utf-8") for page in sorted(site.rglob("reference/*/index.html")))


@pytest.mark.parametrize("name", lstmviz.__all__)
def test_every_public_name_is_in_it(reference, name):
    assert re.search(rf'<h\d id="lstmviz\.([\w.]+\.)?{name}"', reference)
