"""One page is run after the other: Python computes one at a time anyway.

Where twenty runs begin at once and share it, all of them are late; one after the other, most are early. One
whose visitor has moved on by its turn is given up before it has computed anything.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock

LONGEST_WAIT = 0.25  # seconds: what computes for long, or outside Python, holds nobody up for longer

_running = Lock()


@contextmanager
def one_at_a_time() -> Iterator[None]:
    """Within the block no other run computes, unless it has waited for LONGEST_WAIT."""
    is_alone = _running.acquire(timeout=LONGEST_WAIT)
    try:
        yield
    finally:
        if is_alone:
            _running.release()
