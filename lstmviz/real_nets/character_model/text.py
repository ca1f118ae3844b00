"""The text: Python's standard library, every module that is one file of plain ASCII, split by module."""

import sys
import sysconfig
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Literal

from lstmviz.errors import InputError

ALPHABET = ("\n", *map(chr, range(ord(" "), ord("~") + 1)))  # 96 characters
LINE_END, SPACE = "↵", "␣"  # as the two are shown that nobody sees
SHOWN = tuple({"\n": LINE_END, " ": SPACE}.get(character, character) for character in ALPHABET)
PYTHON = "3.11.7"
SHA256 = "89ecbac26b232b682ee7b12db68ca2a79ee967b31234fe9f65c2336ea373afd5"  # of all modules, joined
EVERY = 10  # of so many modules one is for tuning and one is held out

Part = Literal["training", "tuning", "held-out"]


@cache
def modules(part: Part) -> dict[str, str]:
    """Name -> source of the part's modules, in alphabetical order.

    Raises InputError where this machine's Python has another standard library.
    """
    sources = _sources()
    if sha256("".join(sources.values()).encode()).hexdigest() != SHA256:
        raise InputError(
            "The text is the standard library of Python {python}; this is {found}. Run the command with "
            "Python {python}.",
            python=PYTHON,
            found=sys.version.split()[0],
        )
    return {name: source for k, (name, source) in enumerate(sources.items()) if _part(k) == part}


def _part(position: int) -> Part:
    return {0: "tuning", EVERY // 2: "held-out"}.get(position % EVERY, "training")  # type: ignore[return-value]


def _sources() -> dict[str, str]:
    """Name -> source of every public module that is one file and has no character but the alphabet's."""
    folder = Path(sysconfig.get_path("stdlib"))
    public = sorted(name for name in sys.stdlib_module_names if not name.startswith("_"))
    files = ((name, folder / f"{name}.py") for name in public)
    read = ((name, file.read_text(encoding="utf-8")) for name, file in files if file.exists())
    return {name: source for name, source in read if set(source) <= set(ALPHABET)}
