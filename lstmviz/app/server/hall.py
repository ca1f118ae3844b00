"""`lstmviz --hall NAME`: the server opened to an audience, and what the lecturer is told."""

import io
import re

import segno

from lstmviz.app.server.access import OWN_NAMES
from lstmviz.app.server.following import KEY
from lstmviz.app.server.open_files import visitors_within
from lstmviz.errors import InputError

HALL = 200  # visitors
HOST_NAME = re.compile(r"(?=.{1,253}$)[a-z0-9]([a-z0-9-]{0,62})(\.[a-z0-9]([a-z0-9-]{0,62}))*", re.IGNORECASE)


def checked(name: str) -> str:
    """The name or address under which the audience reaches this machine.

    Raises:
        InputError: it is no host name; says what one looks like.
    """
    if not HOST_NAME.fullmatch(name):
        raise InputError(
            "--hall is {name!r}, which is no host name. Give the name or address under which the audience "
            "reaches this machine, without http:// and port, as lecture.example.org or 192.168.1.20.",
            name=name,
        )
    return name


def settings(name: str) -> list[str]:
    """Streamlit's command line: answer at every address of the machine, to this name and its own."""
    names = [word for host in (name, *OWN_NAMES) for word in ("--server.allowedHosts", host)]
    return ["--server.address", "0.0.0.0", "--browser.serverAddress", name, *names]


def announcement(name: str, port: int, open_files: int | None) -> str:
    """The address as QR code and text, what was opened, and for how many."""
    address, code = f"http://{name}:{port}/join", io.StringIO()
    segno.make(address).terminal(code, compact=True)
    opened = f"""
The audience opens {address}
You lead it from   http://localhost:{port}/lead?key={KEY}

Open: port {port} of this machine, at every address it has, to whoever can reach it and asks for {name}.
No password is asked, and everybody may train nets here. Ctrl-C closes it.
"""
    limit = "" if open_files is None else _limit(open_files)
    return code.getvalue() + opened + limit


def _limit(open_files: int) -> str:
    visitors = visitors_within(open_files)
    told = f"Open files and connections: at most {open_files:,}, for about {visitors:,} visitors.\n"
    if visitors >= HALL:
        return told
    return f"{told}For {HALL} raise the system's limit before the start: ulimit -n 65536, as root.\n"
