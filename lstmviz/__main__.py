"""The command `lstmviz`, also `python -m lstmviz`: start the server of the pages."""

import argparse
import sys
from importlib.util import find_spec
from locale import getlocale
from pathlib import Path

from lstmviz import __version__
from lstmviz.errors import InputError
from lstmviz.languages import ENGLISH, LANGUAGES, nearest, speak
from lstmviz.lectures import LECTURES, Lecture, read_lecture
from lstmviz.whole_numbers import typed_whole

PORT = 8501
ADDRESS = "127.0.0.1"


def parser() -> argparse.ArgumentParser:
    """What the command understands."""
    command = argparse.ArgumentParser(
        prog="lstmviz", description="Look inside a trained LSTM, in the browser. Ctrl-C ends it."
    )
    command.add_argument("--port", type=port, default=PORT, help="default: %(default)s")
    command.add_argument("--address", default=ADDRESS, help="where to answer; default: %(default)s")
    command.add_argument(
        "--hall", metavar="NAME", help="open the pages to an audience that reaches this machine under NAME"
    )
    command.add_argument(
        "--lecture", metavar="FILE", help="show a lecture of your own, a TOML file, among the others"
    )
    command.add_argument(
        "--model", metavar="FILE", help="have a net of yours, a file of weights, on the page Your model"
    )
    command.add_argument("--version", action="version", version=f"lstmviz {__version__}")
    instead = command.add_subparsers(dest="instead", title="instead of a server")
    site = instead.add_parser(
        "publish", help="write a lecture as a static site", description="Write a lecture as a static site."
    )
    names = ", ".join(LECTURES)
    site.add_argument("lecture", metavar="LECTURE", help=f"a TOML file, or a shipped one: {names}")
    site.add_argument("folder", type=Path, help="new or empty, or with a site of before")
    site.add_argument("--language", choices=LANGUAGES, help="default: the lecture's own")
    site.add_argument("--server", metavar="URL", default="", help="where stops lead that need a server")
    return command


def port(text: str) -> int:
    """A port that can be asked for.

    Raises:
        argparse.ArgumentTypeError: it is no whole number from 1 to 65535.
    """
    number = typed_whole(text)
    if number is None or not 1 <= number <= 65535:
        raise argparse.ArgumentTypeError(f"{text!r} is no port; give a whole number from 1 to 65535.")
    return number


def main() -> None:
    """Start the server and answer until it is ended."""
    given = parser().parse_args(_arguments())
    speak(nearest(getlocale()[0]))  # of the terminal; pages speak their visitors'
    try:
        if find_spec("streamlit") is None:
            raise InputError("The pages need Streamlit and Plotly: pip install 'lstmviz[app]'")
        if given.instead == "publish":
            write_site(given)
            return
        if given.lecture:
            show_lecture(Path(given.lecture))
        if given.model:
            offer_model(Path(given.model), given.hall)
        own = ["--server.address", given.address]
        settings = own if given.hall is None else open_to(given.hall, given.port)
    except InputError as error:
        raise SystemExit(str(error)) from error

    from streamlit.web import cli

    from lstmviz.app.root import ROOT

    cli.main(["run", str(ROOT / "app.py"), "--server.port", str(given.port), *settings], prog_name="lstmviz")


def _arguments() -> list[str]:
    """Those of the command line; `lstmviz FILE` is short for `lstmviz --model FILE`."""
    given = sys.argv[1:]
    is_file = given and not given[0].startswith("-") and given[0] != "publish"
    return ["--model", *given] if is_file else given


def offer_model(path: Path, hall: str | None) -> None:
    """Have the page Your model offer a file; raises InputError where it is none, or others would open it."""
    from lstmviz.app.your_model.child import OWN

    if hall:
        raise InputError(
            "{path} is opened on a server of your own alone: leave --hall out, or upload it.", path=path
        )
    if not path.is_file():
        raise InputError("{path} is no file. Give the path of one, as lstmviz model.safetensors.", path=path)
    OWN.append(path.resolve())  # the pages run in this process


def show_lecture(path: Path) -> None:
    """Have the pages know the lecture in a file; raises InputError where it or one of its links is wrong."""
    lecture = checked_lecture(path)
    LECTURES[lecture.name] = lecture  # the pages run in this process


def checked_lecture(path: Path) -> Lecture:
    """The lecture in a file; raises InputError where it or one of its links is wrong."""
    from lstmviz.app.lecture.links import check_links

    lecture = read_lecture(path)
    check_links(lecture, path)
    return lecture


def write_site(given: argparse.Namespace) -> None:
    """Publish a lecture, and say what was written; raises InputError."""
    from lstmviz.app.publish import publish

    lecture = LECTURES[given.lecture] if given.lecture in LECTURES else checked_lecture(Path(given.lecture))
    own = lecture.language if lecture.language in LANGUAGES else ENGLISH
    speak(given.language or own)
    for stop in publish(lecture, given.folder, given.language or lecture.language, given.server):
        print(f"{stop.number:3}  {stop.size / 1000:6.1f} kB  {stop.heading}", flush=True)
        if stop.reason:
            print(f"     not static: {stop.reason}", flush=True)
    print(f"Open {given.folder / 'index.html'}, or put the folder on any web space.")


def open_to(hall: str, port: int) -> list[str]:
    """Say what is about to be opened to an audience; the settings that open it."""
    from lstmviz.app.server.hall import announcement, checked, settings
    from lstmviz.app.server.open_files import raise_limit

    name = checked(hall)
    print(announcement(name, port, raise_limit()), flush=True)
    return settings(name)


if __name__ == "__main__":
    main()
