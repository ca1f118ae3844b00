"""Scripts of this folder, run by Node on files that a test wrote."""

import shutil
import subprocess
from collections.abc import Iterable
from pathlib import Path

import pytest

FOLDER = Path(__file__).parent

needs_node = pytest.mark.skipif(not shutil.which("node"), reason="the browser's modules run in Node")


def in_node(script: str, files: Iterable[Path]) -> str:
    """What the script prints of the files."""
    return subprocess.run(
        ["node", FOLDER / script, *files], capture_output=True, text=True, check=True
    ).stdout
