"""What the tests of engines have done elsewhere."""

import time
from pathlib import Path


def squared(number):
    return number**2


def fails_at_three(number):
    if number == 3:
        raise ValueError("three")
    return number


def slowly(told):
    """The case, noted where all can see it when it is done."""
    folder, number = told
    time.sleep(0.3)
    with (Path(folder) / f"{number}").open("a") as done:
        done.write("done\n")
    return number
