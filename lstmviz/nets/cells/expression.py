"""An equation's right side as a tree, written once for all who show it, check it or run it.

In a cell's file it reads like the paper: `f * Before("cell") + i * g`. From the tree come the symbols on
the page, the numbers beneath them (draw/equations.py, and the browser), and what a trace is checked with
(internals/evaluate.py).
"""

from collections.abc import Iterator
from dataclasses import dataclass, fields
from typing import Any, Literal


@dataclass(frozen=True)
class Expression:
    """Something with one value for every unit and step."""

    def __add__(self, other: "Expression") -> "Expression":
        return Sum((*_parts(self, Sum), *_parts(other, Sum)))

    def __mul__(self, other: "Expression") -> "Expression":
        return Product((*_parts(self, Product), *_parts(other, Product)))

    def __truediv__(self, other: "Expression") -> "Expression":
        return Quotient((self, other))

    def __rsub__(self, one: int) -> "Expression":
        if one != 1:
            raise ValueError(f"{one} − …: there is only 1 − …")
        return Complement(self)


@dataclass(frozen=True)
class Now(Expression):
    """A quantity of the unit at this step."""

    quantity: str


@dataclass(frozen=True)
class Before(Expression):
    """A state of the unit at the step before, or where the run began."""

    state: str


@dataclass(frozen=True)
class Affine(Expression):
    """The pre-activation of a block of weights, W x + U h + b, by the quantity that the block is for.

    `input` is its half W x + b alone, `recurrent` U h + b′; PyTorch has a bias for each half.
    """

    block: str
    part: Literal["both", "input", "recurrent"] = "both"


@dataclass(frozen=True)
class UnitWeight(Expression):
    """A weight of one number a unit, such as a peephole, by its name among the layer's weights."""

    name: str


@dataclass(frozen=True)
class Apply(Expression):
    """A function, unit by unit."""

    function: Literal["sigmoid", "tanh", "relu"]
    of: Expression


@dataclass(frozen=True)
class Sum(Expression):
    """Terms added."""

    of: tuple[Expression, ...]


@dataclass(frozen=True)
class Product(Expression):
    """Factors multiplied, unit by unit."""

    of: tuple[Expression, ...]


@dataclass(frozen=True)
class Quotient(Expression):
    """The first divided by the second, unit by unit."""

    of: tuple[Expression, Expression]


@dataclass(frozen=True)
class Complement(Expression):
    """1 − something."""

    of: Expression


@dataclass(frozen=True)
class Projection(Expression):
    """W_hr times the vector of all units; the projection of h is that of Sak, Senior & Beaufays 2014."""

    of: Expression


def sigmoid(of: Expression) -> Expression:
    """σ(of)."""
    return Apply("sigmoid", of)


def tanh(of: Expression) -> Expression:
    """The hyperbolic tangent."""
    return Apply("tanh", of)


def relu(of: Expression) -> Expression:
    """max(0, of)."""
    return Apply("relu", of)


def nodes(expression: Expression) -> Iterator[Expression]:
    """The expression and all that is in it."""
    yield expression
    of = getattr(expression, "of", ())
    for part in of if isinstance(of, tuple) else (of,):
        yield from nodes(part)


def as_json(expression: Expression) -> dict[str, Any]:
    """The tree as JSON: {"op": "product", "of": [{"op": "now", "quantity": "cell"}, …]}."""
    given = {field.name: _in_json(getattr(expression, field.name)) for field in fields(expression)}
    return {"op": type(expression).__name__.lower()} | given


def _in_json(value: Any) -> Any:
    if isinstance(value, tuple):
        return [as_json(part) for part in value]
    return as_json(value) if isinstance(value, Expression) else value


def _parts(expression: Expression, kind: type[Sum] | type[Product]) -> tuple[Expression, ...]:
    """The terms of a sum, the factors of a product; anything else stands alone."""
    return expression.of if isinstance(expression, kind) else (expression,)
