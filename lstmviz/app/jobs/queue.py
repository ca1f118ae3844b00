"""Who waits, whose turn it is, and for whom there is room.

Jobs of one address (a machine, or a hall behind one) take turns with those of others, and the last places are
for addresses that have none: whoever makes up visitors by the dozen waits for themselves.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Protocol, TypeVar

MOST_WAITING = 50
FOR_NEWCOMERS = 10  # places of those, for addresses from which nothing waits yet


class Queued(Protocol):
    """What a queue knows of a job."""

    address: str


Job = TypeVar("Job", bound=Queued)


def in_turn(waiting: Sequence[Job], running: Iterable[Queued]) -> list[Job]:
    """The next one first: by turns among the addresses, first come, first served among the jobs of each.

    waiting: in the order they came.
    """
    turns = Counter(job.address for job in running)
    turn_of = []
    for job in waiting:
        turn_of.append(turns[job.address])
        turns[job.address] += 1
    return [job for _, job in sorted(zip(turn_of, waiting, strict=True), key=lambda pair: pair[0])]


def most_waiting(address: str, waiting: Iterable[Queued]) -> int:
    """How many may wait, this address's next one among them."""
    is_known = any(job.address == address for job in waiting)
    return MOST_WAITING - FOR_NEWCOMERS if is_known else MOST_WAITING
