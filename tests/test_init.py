"""The names that `import lstmviz` promises, and that it loads nothing before one of them is used."""

import ast
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest

import lstmviz

HEAVY = {"torch", "numpy", "streamlit", "plotly"}


def test_importing_it_loads_nothing_heavy():
    script = f"import lstmviz, sys; dir(lstmviz); assert not {HEAVY} & set(sys.modules)"
    subprocess.run([sys.executable, "-c", script], check=True)


@pytest.mark.parametrize("name", lstmviz.__all__)
def test_a_name_is_what_its_home_has(name):
    home = import_module(lstmviz._HOMES[name])
    assert getattr(lstmviz, name) is getattr(home, name, home)


def test_the_types_say_the_same_homes():
    """What mypy and editors read stands in imports that never run."""
    tree = ast.parse(Path(lstmviz.__file__).read_text(encoding="utf-8"))
    imports = [
        node for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) and "lstmviz" in node.module
    ]
    typed = {alias.name: node.module for node in imports for alias in node.names}
    modules = {"corpus", "gradients", "memory"}
    assert {n: f"{home}.{n}" if n in modules else home for n, home in typed.items()} == lstmviz._HOMES
    assert sorted(lstmviz._HOMES) == lstmviz.__all__


def test_a_wrong_name_is_told_as_any_module_tells_it():
    with pytest.raises(AttributeError, match="module 'lstmviz' has no attribute 'trase'"):
        lstmviz.trase  # noqa: B018
