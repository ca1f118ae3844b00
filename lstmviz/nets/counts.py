"""What a layer computes, counted from its shapes."""

from lstmviz.nets.cells import CELLS


def multiply_adds(kind: str, inputs: int, hidden: int) -> int:
    """Multiplications (each with its addition) for one step of one sequence; biases and σ, tanh not counted.

    kind: "feed-forward", I H of them, or the name of a cell: those in its weights, and the products that it
    makes unit by unit: 3 H in a GRU (r n, z h, (1 - z) n) and in an LSTM (f c, i g, o tanh c).
    """
    if kind == "feed-forward":
        return inputs * hidden
    cell = CELLS[kind]
    matrices = (shape for shape in cell.shapes(inputs, hidden).values() if len(shape) == 2)
    return sum(rows * columns for rows, columns in matrices) + cell.products * hidden
