"""The article's statements, each a live experiment, in the order they are told.

A new one is one file here and one line below.
"""

from lstmviz.claims.claim import Claim
from lstmviz.claims.how_far_back import HowFarBack
from lstmviz.claims.lstm_solves_vanishing import LSTMSolvesVanishing
from lstmviz.claims.multilayer import Multilayer
from lstmviz.claims.perceptron import PerceptronClaim
from lstmviz.claims.training_opens_the_path import TrainingOpensThePath
from lstmviz.claims.where_it_serves import WhereItServes

__all__ = ["CLAIMS", "Claim"]

_IN_ORDER: tuple[Claim, ...] = (
    PerceptronClaim(),
    Multilayer(),
    LSTMSolvesVanishing(),
    TrainingOpensThePath(),
    HowFarBack(),
    WhereItServes(),
)

CLAIMS: dict[str, Claim] = {claim.name: claim for claim in _IN_ORDER}
