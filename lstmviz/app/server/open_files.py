"""How many files and connections the server may hold open at once."""

from contextlib import suppress

FILES_A_VISITOR = 12
"""Half of them while the page loads, half as long as it is open (measured with 200 visitors)."""

FILES_OF_ONE_GONE = 3
"""Of a session that is kept for one who may come back: the event loop that Streamlit gave it."""


def visitors_within(limit: int) -> int:
    """How many visitors come in at once before the limit is met."""
    return limit // FILES_A_VISITOR


def gone_within(limit: int) -> int:
    """How many sessions of visitors who are gone may be kept: a third of the files for them."""
    return limit // 3 // FILES_OF_ONE_GONE


def half_open_within(limit: int | None) -> int | None:
    """How many connections may wait for a request at once: a quarter of the files for them."""
    return None if limit is None else limit // 4


def raise_limit() -> int | None:
    """Raise this process's limit to the highest it may set itself, and say it; None where there is none.

    Every visitor holds a connection and, while the page loads, some more: at the usual 1,024 a hall of 200
    does not get in.
    """
    try:
        import resource
    except ImportError:  # Windows, which has no such limit
        return None
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if soft != hard:
        with suppress(ValueError, OSError):  # macOS names a limit that it does not grant
            resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    return resource.getrlimit(resource.RLIMIT_NOFILE)[0]
