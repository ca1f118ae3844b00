"""Run by Keras in a process of its own: models in each of its files, and their hidden states on one sequence.

usage: python keras_models.py FOLDER [NAME ...]; all of MODELS, where none is named
"""

import os
import sys
from pathlib import Path

import numpy as np

os.environ["KERAS_BACKEND"] = "torch"
import keras
from keras import layers

WHOLE = {"return_sequences": True}
CELLS = [layers.LSTMCell(3), layers.LSTMCell(2)]
MODELS = {
    "lstm": layers.LSTM(4, **WHOLE),
    "gru": layers.GRU(4, reset_after=True, **WHOLE),
    "simple_rnn": layers.SimpleRNN(4, **WHOLE),
    "relu": layers.SimpleRNN(4, activation="relu", **WHOLE),
    "no_bias": layers.LSTM(4, use_bias=False, **WHOLE),
    "gru_no_bias": layers.GRU(4, use_bias=False, reset_after=True, **WHOLE),
    "both_ways": layers.Bidirectional(layers.LSTM(4, **WHOLE)),
    "both_ways_gru": layers.Bidirectional(layers.GRU(4, reset_after=True, **WHOLE)),
    "double": layers.LSTM(4, dtype="float64", **WHOLE),
    "backwards": layers.LSTM(4, go_backwards=True, **WHOLE),
    "stack": layers.RNN(CELLS, **WHOLE),
    "hard": layers.LSTM(4, recurrent_activation="hard_sigmoid", **WHOLE),
    "reset_before": layers.GRU(4, reset_after=False, **WHOLE),
    "merged": layers.Bidirectional(layers.GRU(4, **WHOLE), merge_mode="sum"),
    "one_way_hard": layers.Bidirectional(
        layers.LSTM(4, **WHOLE), backward_layer=layers.LSTM(4, go_backwards=True, activation="relu", **WHOLE)
    ),
}


def main(folder, names):
    keras.utils.set_random_seed(0)
    x = np.random.default_rng(0).normal(size=(1, 6, 3)).astype("f")
    hidden = {"x": x[0]}
    for name in names or MODELS:
        model = keras.Sequential([keras.layers.Input((6, 3)), MODELS[name]], name=f"model_{name}")
        rng = np.random.default_rng(1)
        model.set_weights([rng.normal(size=weight.shape) / 2 for weight in model.get_weights()])
        hidden[name] = keras.ops.convert_to_numpy(model(x))[0]
        model.save(folder / f"{name}.keras")
        model.save(folder / f"{name}.h5")
        model.save_weights(folder / f"{name}.weights.h5")
    np.savez(folder / "hidden.npz", **hidden)


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2:])
