"""What a layer computes, counted from its shapes."""

BLOCKS = {"feed-forward": 1, "rnn": 1, "gru": 3, "lstm": 4}


def multiply_adds(kind: str, inputs: int, hidden: int) -> int:
    """Multiplications (each with its addition) for one step of one sequence; biases and σ, tanh not counted.

    feed-forward: I H. With blocks = 1 for an RNN, 3 for a GRU, 4 for an LSTM: blocks (I + H) H in matrix
    products, and unit by unit 3 H more in a GRU (r n, z h, (1 - z) n) and an LSTM (f c, i g, o tanh c).
    """
    if kind == "feed-forward":
        return inputs * hidden
    unit_by_unit = 0 if kind == "rnn" else 3 * hidden
    return BLOCKS[kind] * (inputs + hidden) * hidden + unit_by_unit
