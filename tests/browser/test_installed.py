"""The wheel in an environment of its own: the command opens the pages from an empty folder."""

import subprocess
import sys
import sysconfig
import venv
from pathlib import Path

import pytest

from lstmviz import __version__

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    """What `pip install .` builds."""
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", folder], cwd=ROOT, check=True
    )
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def programs(wheel, tmp_path_factory):
    """The programs of a fresh environment with the wheel; what it depends on is borrowed from ours."""
    folder = tmp_path_factory.mktemp("environment")
    venv.create(folder)
    place = {"base": str(folder), "platbase": str(folder)}
    packages = Path(sysconfig.get_path("purelib", vars=place))
    (packages / "borrowed.pth").write_text(sysconfig.get_path("purelib"), encoding="utf-8")
    programs = Path(sysconfig.get_path("scripts", vars=place))
    install = [
        sys.executable,
        "-m",
        "pip",
        "--python",
        programs / "python",
        "install",
        "-q",
        "--no-deps",
        "--no-index",
    ]
    subprocess.run([*install, wheel], check=True)
    return programs


@pytest.fixture
def run(programs, tmp_path):
    """run("lstmviz", "--help"): what a program of that environment does in an empty folder."""

    def running(program, *words):
        return subprocess.run([programs / program, *words], cwd=tmp_path, capture_output=True, text=True)

    return running


@pytest.fixture(scope="module")
def server(programs, start_server, tmp_path_factory):
    """The command, started in an empty folder; `visit` opens its pages."""
    with start_server(
        [str(programs / "lstmviz"), "--port", "{port}"], cwd=tmp_path_factory.mktemp("empty")
    ) as address:
        yield address


def test_the_package_is_the_installed_one(run, programs):
    found = run("python", "-c", "import lstmviz; print(lstmviz.__file__)").stdout
    assert Path(found).is_relative_to(programs.parent)


def test_the_first_page_opens(visit):
    with visit("/") as page:
        assert page.get_by_test_id("stepper").count() == 1


@pytest.mark.parametrize("name", ["app.py", "pages", ".streamlit"])
def test_what_lies_at_the_root_is_in_the_wheel(run, name):
    carried = Path(run("python", "-c", "from lstmviz.app.root import ROOT; print(ROOT)").stdout.strip())
    assert contents(carried / name) == contents(ROOT / name)


def contents(path):
    files = (
        [path] if path.is_file() else [file for file in path.rglob("*") if file.suffix in (".py", ".toml")]
    )
    assert files
    return {file.relative_to(path): file.read_bytes() for file in files}


@pytest.mark.parametrize("command", [["lstmviz"], ["python", "-m", "lstmviz"]])
def test_help_and_version(run, command):
    assert {"--port", "--address", "--version"} <= set(
        run(*command, "--help").stdout.replace(",", " ").split()
    )
    assert run(*command, "--version").stdout == f"lstmviz {__version__}\n"


@pytest.mark.parametrize("port", ["0", "65536", "http", "-1"])
def test_a_wrong_port_is_told_with_a_way_out(run, port):
    ended = run("lstmviz", f"--port={port}")
    assert ended.returncode == 2
    assert f"{port!r} is no port; give a whole number from 1 to 65535." in ended.stderr


def test_types_travel_too(programs):
    (package,) = programs.parent.rglob("lstmviz/py.typed")
    assert package.is_file()
