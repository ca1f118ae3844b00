"""What a cell's equations say, computed with a layer's own numbers."""

from functools import reduce

import torch
from torch import Tensor

from lstmviz.internals.layers import Layer
from lstmviz.nets.cells import expression as tree


def rebuilt(layer: Layer, quantity: str = "hidden") -> Tensor:
    """A quantity by its equation from the others as the layer has them, its own edits made: (T, B, H)."""
    cell = layer.declaration
    projects = quantity == "hidden" and layer.weights.get("weight_hr") is not None
    equation = cell.projected if projects and cell.projected else cell.equation(quantity)
    return layer.edited(quantity, evaluated(equation.expression, layer))


def evaluated(expression: tree.Expression, layer: Layer) -> Tensor:
    """The expression at every step and for every unit: (T, B, H), (H,) of a weight."""
    match expression:
        case tree.Now(quantity):
            return layer.quantities[quantity]
        case tree.Before(state):
            return layer.previous(state)
        case tree.Affine(block, part):
            return layer.preactivations(block, part=part)[0]
        case tree.UnitWeight(name):
            return layer.weights[name]
        case tree.Apply(function, of):
            return _FUNCTIONS[function](evaluated(of, layer))
        case tree.Sum(of):
            return reduce(torch.add, (evaluated(part, layer) for part in of))
        case tree.Product(of):
            return reduce(torch.mul, (evaluated(part, layer) for part in of))
        case tree.Quotient((over, under)):
            return evaluated(over, layer) / evaluated(under, layer)
        case tree.Complement(of):
            return 1 - evaluated(of, layer)
        case tree.Projection(of):
            return evaluated(of, layer) @ layer.weights["weight_hr"].T
    raise TypeError(f"{expression} is no expression of a cell's file")


_FUNCTIONS = {"sigmoid": torch.sigmoid, "tanh": torch.tanh, "relu": torch.relu}
