"""What a claim measured at its default settings, stored for whoever opens its page."""

from concurrent.futures import Executor
from functools import partial
from pathlib import Path

from lstmviz.claims.claim import CaseByCase, Claim
from lstmviz.languages import Translatable
from lstmviz.languages import gettext as _
from lstmviz.storage.stored import Report, Stored, read_stored, store, store_cases

RESULTS = Path(__file__).parent / "results"


def renew(claim: Claim, report: Report, executor: Executor, folder: Path = RESULTS) -> Stored:
    """Measure the claim at its defaults and store the rows; `report` is told of each.

    Its cases are measured in the executor; what goes in an order of its own is measured here.
    """
    settings, path = claim.defaults(), folder / f"{claim.name}.json"
    if isinstance(claim, CaseByCase):
        measure_one = partial(claim.row, settings)
        return store_cases(path, claim.name, settings, claim.cases(settings), measure_one, report, executor)
    return store(path, claim.name, settings, partial(claim.go_on, settings), report)


def stored(claim: Claim, folder: Path = RESULTS) -> Stored:
    """What is stored of a claim. Raises InputError where that is nothing, damaged, or of other defaults."""
    command = f"python -m lstmviz.claims --claim {claim.name}"
    way_out = Translatable("Make it again: {command}", command=command)
    return read_stored(folder / f"{claim.name}.json", _(claim.title), claim.defaults(), way_out)
