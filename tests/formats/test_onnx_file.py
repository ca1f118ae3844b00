"""ONNX: the operators of LSTM, GRU and RNN against onnxruntime, and Silero's published graphs."""

import itertools

import numpy as np
import onnx
import onnxruntime
import pytest
import torch
from onnx import TensorProto, helper, numpy_helper

import lstmviz
from tests.formats.conftest import run

GATES = {"LSTM": 4, "GRU": 3, "RNN": 1}
T, I, H = 6, 3, 5  # noqa: E741


def arrays(kind, directions=1, seed=0):
    rng, rows = np.random.default_rng(seed), GATES[kind] * H
    shapes = {"W": (directions, rows, I), "R": (directions, rows, H), "B": (directions, 2 * rows)}
    return {name: rng.normal(size=shape).astype("f") for name, shape in shapes.items()}


def written(path, kind, given, name="rnn", inputs=("W", "R", "B"), **attributes):
    node = helper.make_node(kind, ["x", *inputs], ["y"], name, hidden_size=H, **attributes)
    values = [numpy_helper.from_array(array, key) for key, array in given.items()]
    x = helper.make_tensor_value_info("x", TensorProto.FLOAT, [T, 1, I])
    y = helper.make_tensor_value_info("y", TensorProto.FLOAT, None)
    graph = helper.make_graph([node], "net", [x], [y], values)
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 14)], ir_version=8)
    onnx.save(model, path)
    return path


def onnxruntimes(path, x):
    """Its hidden states, (T, directions * H)."""
    (y,) = onnxruntime.InferenceSession(path, providers=["CPUExecutionProvider"]).run(
        ["y"], {"x": x[:, None]}
    )
    return torch.tensor(y[:, :, 0]).flatten(1)


@pytest.mark.parametrize(("kind", "direction"), [*itertools.product(GATES, ("forward", "bidirectional"))])
def test_a_node_gives_what_onnxruntime_gives(tmp_path, kind, direction):
    after = {"linear_before_reset": 1} if kind == "GRU" else {}
    given = arrays(kind, 1 + (direction == "bidirectional"))
    path = written(tmp_path / "net.onnx", kind, given, direction=direction, **after)
    x = np.random.default_rng(1).normal(size=(T, I)).astype("f")
    assert torch.allclose(run(lstmviz.layer(path, "rnn"), x), onnxruntimes(path, x), atol=2e-6)


def test_a_node_that_reads_from_the_end_says_so(tmp_path):
    path = written(tmp_path / "net.onnx", "LSTM", arrays("LSTM"), direction="reverse")
    x = np.random.default_rng(1).normal(size=(T, I)).astype("f")
    assert "from the end" in str(lstmviz.layers_in(path))
    turned = run(lstmviz.layer(path), x[::-1].copy()).flip(0)
    assert torch.allclose(turned, onnxruntimes(path, x), atol=2e-6)


def test_relu_no_biases_and_zero_peepholes(tmp_path):
    given = arrays("RNN")
    path = written(tmp_path / "relu.onnx", "RNN", given, inputs=("W", "R"), activations=["Relu"])
    x = np.random.default_rng(1).normal(size=(T, I)).astype("f") / 4
    layer = lstmviz.layer(path)
    assert (layer.nonlinearity, layer.bias) == ("relu", False)
    assert torch.allclose(run(layer, x), onnxruntimes(path, x), atol=2e-6, rtol=1e-5)
    given = {**arrays("LSTM"), "P": np.zeros((1, 3 * H), "f")}
    inputs = ("W", "R", "B", "", "", "", "P")
    path = written(tmp_path / "peepholes.onnx", "LSTM", given, inputs=inputs)
    assert torch.allclose(run(lstmviz.layer(path), x), onnxruntimes(path, x), atol=2e-6)


@pytest.mark.parametrize("inputs", [("W", "R", "B", "", "", "", "P"), ("W", "R", "", "", "", "", "P")])
def test_peepholes_come_as_the_layer_that_has_them(tmp_path, inputs):
    """In the order i o f; the output gate reads the new cell state."""
    given = {**arrays("LSTM"), "P": np.random.default_rng(2).normal(size=(1, 3 * H)).astype("f")}
    path = written(tmp_path / "net.onnx", "LSTM", given, inputs=inputs)
    x = np.random.default_rng(1).normal(size=(T, I)).astype("f")
    assert "peepholes" in str(lstmviz.layers_in(path))
    layer = lstmviz.layer(path)
    trace = lstmviz.trace(layer, torch.tensor(x))
    assert trace.layers[0].kind == "peephole-lstm"
    assert torch.allclose(trace.output, onnxruntimes(path, x), atol=2e-6)


def test_peepholes_in_both_directions_are_refused(tmp_path):
    given = {**arrays("LSTM", 2), "P": np.ones((2, 3 * H), "f")}
    inputs = ("W", "R", "B", "", "", "", "P")
    path = written(tmp_path / "net.onnx", "LSTM", given, inputs=inputs, direction="bidirectional")
    with pytest.raises(lstmviz.InputError, match="peepholes, which lstmviz runs in one layer and direction"):
        lstmviz.layer(path)


REFUSED = {
    "clips": ("LSTM", {"clip": 1.0}),
    "couples": ("LSTM", {"input_forget": 1}),
    "reset_after=False": ("GRU", {}),
    "recurrent_activation='hardsigmoid'": ("LSTM", {"activations": ["HardSigmoid", "Tanh", "Tanh"]}),
    "activation='mixed'": ("LSTM", {"activations": ["Sigmoid", "Tanh", "Relu"]}),
    "activation='affine'": ("RNN", {"activations": ["Affine"]}),
    "not in the file": ("LSTM", {"inputs": ("W", "R", "elsewhere")}),
}


@pytest.mark.parametrize("reason", REFUSED)
def test_what_pytorch_would_compute_otherwise_is_refused(tmp_path, reason):
    kind, options = REFUSED[reason]
    given = {**arrays(kind), "P": np.ones((1, 3 * H), "f")}
    path = written(tmp_path / "net.onnx", kind, given, **options)
    with pytest.raises(lstmviz.InputError, match=reason):
        lstmviz.layer(path)


@pytest.mark.parametrize("graph", ["silero_vad.onnx", "silero_vad_half.onnx", "silero_vad_16k_op15.onnx"])
def test_sileros_graphs_cut_the_cells_weights_up_and_join_them(published, graph):
    """The graphs hold a PyTorch cell's weights as they were, and bring them into ONNX's order by nodes."""
    path = published("silero_vad", f"data/{graph}")
    cells = constants(onnx.load(path).graph)
    for found in lstmviz.layers_in(path):
        weights = lstmviz.layer(path, found.name).state_dict()
        branch = (
            found.name.partition("branch")[0] if "branch" in found.name else ""
        )  # one cell for each sampling rate
        for part, value in weights.items():
            name = f"decoder.rnn.{part.removesuffix('_l0')}"
            (original,) = [
                cell for key, cell in cells.items() if key.endswith(name) and key.startswith(branch)
            ]
            assert torch.equal(value, torch.tensor(original, dtype=torch.float32))


def constants(graph):
    """All initializers and constants, of the graphs inside too."""
    found = {tensor.name: numpy_helper.to_array(tensor) for tensor in graph.initializer}
    for node in graph.node:
        for attribute in node.attribute:
            if node.op_type == "Constant" and attribute.name == "value":
                found[node.output[0]] = numpy_helper.to_array(attribute.t)
            found |= constants(attribute.g) if attribute.HasField("g") else {}
    return found


def test_sileros_layer_against_onnxruntime(published, tmp_path):
    path = published("silero_vad", "data/silero_vad_16k_sequence.onnx")
    (found,) = lstmviz.layers_in(path)
    model = onnx.load(path)
    node = next(node for node in model.graph.node if node.op_type == "LSTM")
    onnx.utils.extract_model(path, tmp_path / "lstm.onnx", [node.input[0], "h", "c"], [node.output[0]])
    session = onnxruntime.InferenceSession(tmp_path / "lstm.onnx", providers=["CPUExecutionProvider"])
    x, zero = np.random.default_rng(0).normal(size=(20, 1, 128)).astype("f"), np.zeros((1, 1, 128), "f")
    (y,) = session.run(None, {node.input[0]: x, "h": zero, "c": zero})
    assert torch.allclose(run(lstmviz.layer(path, found.name), x[:, 0]), torch.tensor(y[:, 0, 0]), atol=1e-5)


def test_two_nodes_of_one_name_can_be_told_apart(tmp_path):
    path = written(tmp_path / "net.onnx", "LSTM", arrays("LSTM"))
    model = onnx.load(path)
    model.graph.node.append(model.graph.node[0])
    onnx.save(model, path)
    assert [one.name for one in lstmviz.layers_in(path)] == ["rnn", "rnn #2"]
