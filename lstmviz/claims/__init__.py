"""The article's statements, each a live experiment, in the order they are told.

A new one is one file here and one line below.
"""

from lstmviz.claims.claim import Claim
from lstmviz.claims.deep_network import DeepNetwork
from lstmviz.claims.multilayer import Multilayer
from lstmviz.claims.perceptron import PerceptronClaim
from lstmviz.claims.vanishing_depth import VanishingDepth
from lstmviz.claims.weight_sharing import WeightSharing

__all__ = ["CLAIMS", "Claim"]

_IN_ORDER: tuple[Claim, ...] = (
    PerceptronClaim(),
    Multilayer(),
    VanishingDepth(),
    DeepNetwork(),
    WeightSharing(),
)

CLAIMS: dict[str, Claim] = {claim.name: claim for claim in _IN_ORDER}
