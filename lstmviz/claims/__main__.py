"""python -m lstmviz.claims: measure the claims again at their default settings and store what they say."""

from argparse import ArgumentParser
from functools import partial

import torch

from lstmviz.claims import CLAIMS
from lstmviz.claims.stored import renew
from lstmviz.learn.bar import Bar


def main() -> None:
    """Parse the command line and measure; claims that are quick are measured on the page and not stored."""
    kept = [name for name, claim in CLAIMS.items() if not claim.quick]
    parser = ArgumentParser(prog="python -m lstmviz.claims", description=__doc__)
    parser.add_argument("--claim", choices=kept, help="only this one")
    only = parser.parse_args().claim
    claims = [CLAIMS[name] for name in ([only] if only else kept)]
    bar = Bar(sum(claim.expected(claim.defaults()) for claim in claims))
    torch.set_num_threads(1)
    for claim in claims:
        renew(claim, partial(bar.advance, claim.name))
    print()


if __name__ == "__main__":
    main()
