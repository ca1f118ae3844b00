"""python -m lstmviz.claims: measure the claims again at their default settings and store what they say.

Stop it whenever you like: begun again, it goes on behind the rows that it had, if the claim goes case by
case; the others, which take minutes at most, are measured again.
"""

from functools import partial

from lstmviz.claims import CLAIMS, Claim
from lstmviz.claims.experiments import EXPERIMENTS
from lstmviz.claims.stored import renew, stored
from lstmviz.errors import InputError
from lstmviz.storage.renewing import Renewal, renew_by_command

LEAST = 0.1  # seconds, so that the quickest ones too move the bar


def main() -> None:
    """Measure the claims and the experiments of What if."""
    renewals = {
        name: Renewal(claim.expected(claim.defaults()), partial(renew, claim), _seconds(claim))
        for name, claim in (CLAIMS | EXPERIMENTS).items()
    }
    renew_by_command("lstmviz.claims", str(__doc__), "claim", renewals)


def _seconds(claim: Claim) -> float:
    """What it took when it was stored, and a minute where it was not."""
    try:
        return max(stored(claim).seconds, LEAST)
    except InputError:
        return 60.0


if __name__ == "__main__":
    main()
