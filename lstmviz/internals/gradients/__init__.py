"""What reaches back through time: how far a state, or a loss, depends on the states before it.

All is computed in float64 whatever the net's dtype, and no product is too small or too large to be told:
the derivatives of a default RNN fall below float64's 1e-308 within some 1,500 steps. The derivatives of
one step are autograd's of the step functions in nets/cells.py, the same in each: a unit that rounding
holds at its limit passes nothing.
"""

from lstmviz.internals.gradients.flows import Flow, flow
from lstmviz.internals.gradients.jacobians import Jacobian, jacobian
from lstmviz.internals.gradients.losses import NOT_ASKED

__all__ = ["NOT_ASKED", "Flow", "Jacobian", "flow", "jacobian"]
