"""Where a typed regular expression matches, by RE2: in time that grows with the text, whatever was typed.

Python's own engine tries every way to match: `(a*)*b` on thirty a's would hold a server for minutes.
"""

from collections.abc import Iterator
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from lstmviz.errors import InputError

LONGEST = 200  # characters of an expression


def matches(tokens: NDArray[np.str_], typed: str) -> Iterator[slice]:
    """The steps of each match in one document's tokens (T,), one after the other; none is empty.

    Raises:
        InputError: the expression is too long, or RE2 cannot read it.
    """
    lengths = np.char.str_len(tokens)
    step_of = np.repeat(np.arange(len(tokens)), lengths)  # of each character
    for match in _expression(typed).finditer("".join(tokens.tolist())):
        if match.end() > match.start():
            yield slice(int(step_of[match.start()]), int(step_of[match.end() - 1]) + 1)


@lru_cache(100)
def _expression(typed: str) -> Any:
    if not 0 < len(typed) <= LONGEST:
        raise InputError(
            "The regular expression has {length} characters; type 1 to {most}.",
            length=len(typed),
            most=LONGEST,
        )
    try:
        import re2
    except ImportError:
        raise InputError("Regular expressions are matched by RE2: `pip install google-re2`.") from None
    options = re2.Options()
    options.log_errors = False
    try:
        return re2.compile(typed, options)
    except re2.error as error:
        why = error.args[0].decode() if isinstance(error.args[0], bytes) else str(error)
        raise InputError(
            'The regular expression {typed} cannot be read: {why}. Type one as RE2 has it: "[^"]*", \\d+.',
            typed=repr(typed),
            why=why,
        ) from None
