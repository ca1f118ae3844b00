"""A progress bar for long work at the command line."""

import sys
from time import perf_counter

BAR_WIDTH = 30


class Bar:
    """A progress bar on stderr with the time left."""

    def __init__(self, total: int) -> None:
        """total: units of work of the whole run."""
        self.total, self.done, self.started = total, 0, perf_counter()

    def advance(self, label: str, amount: int) -> None:
        """Count the work just done and draw the bar."""
        self.done += amount
        share = self.done / self.total
        minutes, seconds = divmod(round((perf_counter() - self.started) * (1 - share) / share), 60)
        filled = round(share * BAR_WIDTH)
        bar = "█" * filled + "·" * (BAR_WIDTH - filled)
        print(
            f"\r{bar} {share:4.0%}  {minutes} min {seconds:02} s left  {label:<50}",
            end="",
            file=sys.stderr,
            flush=True,
        )
