"""The article's statements, each a live experiment, in the order they are told.

A new one is one file here and one line below.
"""

from lstmviz.claims.claim import Claim
from lstmviz.claims.conveyor import Conveyor
from lstmviz.claims.deep_network import DeepNetwork
from lstmviz.claims.drawn_gates import DrawnGates
from lstmviz.claims.exploding_gradients import ExplodingGradients
from lstmviz.claims.four_layers import FourLayers
from lstmviz.claims.how_far_back import HowFarBack
from lstmviz.claims.layers_upon_layers import LayersUponLayers
from lstmviz.claims.lstm_solves_vanishing import LSTMSolvesVanishing
from lstmviz.claims.multilayer import Multilayer
from lstmviz.claims.not_parallel import NotParallel
from lstmviz.claims.perceptron import PerceptronClaim
from lstmviz.claims.rnn_forgets import RNNForgets
from lstmviz.claims.training_opens_the_path import TrainingOpensThePath
from lstmviz.claims.unrolled_rnn import UnrolledRNN
from lstmviz.claims.vanishing_depth import VanishingDepth
from lstmviz.claims.weight_sharing import WeightSharing
from lstmviz.claims.where_it_serves import WhereItServes

__all__ = ["CLAIMS", "Claim"]

_IN_ORDER: tuple[Claim, ...] = (
    PerceptronClaim(),
    Multilayer(),
    VanishingDepth(),
    DeepNetwork(),
    WeightSharing(),
    UnrolledRNN(),
    Conveyor(),
    DrawnGates(),
    LSTMSolvesVanishing(),
    ExplodingGradients(),
    TrainingOpensThePath(),
    HowFarBack(),
    RNNForgets(),
    WhereItServes(),
    FourLayers(),
    LayersUponLayers(),
    NotParallel(),
)

CLAIMS: dict[str, Claim] = {claim.name: claim for claim in _IN_ORDER}
