"""How many files and connections the server may hold open at once."""

from contextlib import suppress

FILES_A_VISITOR = 12
"""Half of them while the page loads, half as long as it is open (measured with 200 visitors)."""


def visitors_within(limit: int) -> int:
    """How many visitors come in at once before the limit is met."""
    return limit // FILES_A_VISITOR


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
