"""The article's statements, each a live experiment, in the order they are told.

A new one is one file here and one line below.
"""

from lstmviz.claims.claim import Claim
from lstmviz.claims.conveyor import Conveyor
from lstmviz.claims.four_layers import FourLayers
from lstmviz.claims.multilayer import Multilayer
from lstmviz.claims.not_parallel import NotParallel
from lstmviz.claims.perceptron import PerceptronClaim
from lstmviz.claims.unrolled import UnrolledRNN

__all__ = ["CLAIMS", "Claim"]

_IN_ORDER: tuple[Claim, ...] = (
    PerceptronClaim(),
    Multilayer(),
    UnrolledRNN(),
    Conveyor(),
    FourLayers(),
    NotParallel(),
)

CLAIMS: dict[str, Claim] = {claim.name: claim for claim in _IN_ORDER}
