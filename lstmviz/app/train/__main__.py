"""python -m lstmviz.app.train: run the presets of the Train page again and store what they come to."""

from functools import partial

from lstmviz.app.train.presets import PRESETS
from lstmviz.app.train.results import renew
from lstmviz.storage.renewing import Renewal, renew_by_command


def main() -> None:
    """Train; two nets from every seed."""
    renewals = {
        preset.name: Renewal(2 * preset.plan.seeds, partial(renew, preset), preset.plan.seconds)
        for preset in PRESETS
    }
    renew_by_command("lstmviz.app.train", str(__doc__), "preset", renewals)


if __name__ == "__main__":
    main()
