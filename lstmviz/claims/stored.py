"""What a claim measured at its default settings, stored for whoever opens its page."""

from functools import partial
from pathlib import Path

from lstmviz.claims.claim import Claim
from lstmviz.languages import gettext as _
from lstmviz.storage.stored import Report, Stored, read_stored, store

RESULTS = Path(__file__).parent / "results"


def renew(claim: Claim, report: Report, folder: Path = RESULTS) -> Stored:
    """Measure the claim at its defaults and store the rows; `report` is told of each."""
    settings = claim.defaults()
    measure = partial(claim.go_on, settings)
    return store(folder / f"{claim.name}.json", claim.name, settings, measure, report)


def stored(claim: Claim, folder: Path = RESULTS) -> Stored:
    """What is stored of a claim. Raises InputError where that is nothing, damaged, or of other defaults."""
    way_out = _("Make it again: {command}").format(command=f"python -m lstmviz.claims --claim {claim.name}")
    return read_stored(folder / f"{claim.name}.json", _(claim.title), claim.defaults(), way_out)
