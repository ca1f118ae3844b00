"""python -m lstmviz.claims: measure the claims again at their default settings and store what they say."""

from functools import partial

from lstmviz.claims import CLAIMS
from lstmviz.claims.experiments import EXPERIMENTS
from lstmviz.claims.stored import renew
from lstmviz.storage.renewing import Renewal, renew_by_command


def main() -> None:
    """Measure the claims and the experiments of What if."""
    renewals = {
        name: Renewal(claim.expected(claim.defaults()), partial(renew, claim))
        for name, claim in (CLAIMS | EXPERIMENTS).items()
    }
    renew_by_command("lstmviz.claims", str(__doc__), "claim", renewals)


if __name__ == "__main__":
    main()
