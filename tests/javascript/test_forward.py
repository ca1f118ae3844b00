"""The browser's own forward pass against PyTorch's: every shipped net and cell, whatever is changed."""

import copy
import json

import numpy as np
import pytest
import torch

import lstmviz
from lstmviz.draw.scene import Panel, Scene
from lstmviz.draw.stepper.pack import pack
from lstmviz.learn.saved_nets import shipped
from lstmviz.learn.tasks import TASKS
from lstmviz.nets.cells import CELLS
from tests.conftest import HIDDEN, STEPS, numbers, seeded
from tests.javascript.node import in_node, needs_node

pytestmark = [
    pytest.mark.filterwarnings("ignore:LSTM with projections"),
    needs_node,
]
CASES = [(name, {}) for name in CELLS]
CASES += [(name, {"bidirectional": True}) for name, cell in CELLS.items() if cell.module]
CASES += [("lstm", {"proj_size": 2}), ("gru", {"bias": False})]
NETS = [(task, net) for task in shipped.SHIPPED for net in shipped.shipped_nets(task)]


def edits_of(layer, seed, count=3):
    """Random edits of a layer, as the engine has them and as the browser has them."""
    draw = np.random.default_rng(seed)
    both = []
    for _ in range(count):
        name = draw.choice(list(layer.quantities))
        steps, _, units = layer.quantities[name].shape
        mode, value = draw.choice(["set", "add", "scale"]), round(draw.uniform(-1.5, 1.5), 2)
        unit = None if draw.random() < 0.5 else int(draw.integers(units))
        first, last = sorted(map(int, draw.integers(1, steps + 1, 2)))
        chosen = None if unit is None else [unit]
        edit = lstmviz.Edit(str(name), value, str(mode), units=chosen, steps=range(first - 1, last))
        span = {"unit": unit, "first": first, "last": last}
        both.append((edit, {"quantity": str(name), "mode": str(mode), "value": value, **span}))
    return both


def in_browser(folder, cases):
    """[(layer, lists of changes)] -> what the browser makes of each list: {quantity: (units, steps)}."""
    files = [folder / str(at) for at in range(len(cases))]
    for file, (layer, lists) in zip(files, cases, strict=True):
        file.write_bytes(b"".join(pack(Scene((Panel("", "", layer),), tuple("x" * len(layer.inputs))))))
        file.with_name(f"{file.name}.json").write_text(json.dumps(lists))
    return json.loads(in_node("forward.js", files))


def agrees(run, layer, within=1e-5):
    """Whether every quantity is PyTorch's own, relative where it is large."""
    for name, values in layer.quantities.items():
        expected = values[:, 0].detach().T.numpy()
        found = np.array(run[name]).reshape(expected.shape)
        np.testing.assert_allclose(found, expected, rtol=within, atol=within, err_msg=name)


def of_net(task, net, edits=(), dtype=torch.float32):
    inputs = TASKS[task].encode(TASKS[task].tokens(TASKS[task].first_example)).to(dtype)
    module = copy.deepcopy(shipped.load(task, net).net.recurrent).to(dtype)
    return lstmviz.trace(module, inputs, edits=edits).layers[0]


def rounding(layer, precise):
    """How far PyTorch's float32 is from its float64, relative where it is large."""
    pairs = [(values.double(), precise.quantities[name]) for name, values in layer.quantities.items()]
    return max(((one - other).abs() / (1 + other.abs())).max().item() for one, other in pairs)


@pytest.fixture(scope="module")
def nets(tmp_path_factory):
    """For every shipped net its run and ten edited ones: (edits, what the browser makes of them)."""
    cases, lists = [], []
    for at, (task, net) in enumerate(NETS):
        plain = of_net(task, net)
        edits = [[], *(edits_of(plain, 100 * at + seed) for seed in range(10))]
        lists.append([[edit for edit, _ in one] for one in edits])
        cases.append((plain, [[change for _, change in one] for one in edits]))
    runs = in_browser(tmp_path_factory.mktemp("nets"), cases)
    return [list(zip(one, made, strict=True)) for one, made in zip(lists, runs, strict=True)]


@pytest.mark.parametrize("at", range(len(NETS)), ids=[f"{task} {net}" for task, net in NETS])
def test_every_shipped_net_runs_and_is_edited_as_in_pytorch(nets, at):
    """Rounding can grow from step to step, by a net or by an edit: no two orders of summing agree there."""
    for edits, run in nets[at]:
        layer = of_net(*NETS[at], edits)
        grown = rounding(layer, of_net(*NETS[at], edits, torch.float64))
        agrees(run, layer, max(1e-5, 10 * grown))


def traced(cell, given, edits=()):
    return lstmviz.trace(seeded(cell, **given), numbers(STEPS, 3), edits=edits).layers[-1]


@pytest.mark.parametrize(("cell", "given"), CASES, ids=[f"{cell} {given}" for cell, given in CASES])
def test_every_cell_runs_and_is_edited_as_in_pytorch(tmp_path, cell, given):
    plain = traced(cell, given)
    edits = [[], *(edits_of(plain, seed) for seed in range(10))]
    last = len(lstmviz.trace(seeded(cell, **given), numbers(STEPS, 3)).layers) - 1
    here = [[lstmviz.Edit(**(vars(edit) | {"layer": last})) for edit, _ in one] for one in edits]
    (runs,) = in_browser(tmp_path, [(plain, [[change for _, change in one] for one in edits])])
    for run, one in zip(runs, here, strict=True):
        agrees(run, traced(cell, given, one))


def reweighted(cell, changes):
    """The layer as it runs with weights changed in PyTorch."""
    module = seeded(cell)
    with torch.no_grad():
        for change in changes:
            weight = module.get_parameter(f"{change['weight']}_l0")
            table = weight.view(len(weight), -1)
            rows = slice(None) if change["row"] is None else [change["row"]]
            rows = CELLS[cell].rows(change["block"], HIDDEN) if change["block"] else rows
            columns = slice(None) if change["column"] is None else [change["column"]]
            part = table[rows, columns]
            made = {"set": torch.full_like(part, change["value"]), "add": part + change["value"]}
            table[rows, columns] = made.get(change["mode"], part * change["value"])
    return lstmviz.trace(module, numbers(STEPS, 3)).layers[0]


@pytest.mark.parametrize("cell", CELLS)
def test_weights_are_changed_as_in_pytorch(tmp_path, cell):
    names = CELLS[cell].shapes(3, HIDDEN)
    lists = [
        [{"weight": name, "mode": mode, "value": 0.7, "block": block, "row": row, "column": column}]
        for name, shape in names.items()
        for mode in ("set", "add", "scale")
        for block, row, column in (
            (None, 2, 0 if len(shape) == 1 else 2),
            (CELLS[cell].blocks_of(name)[0], None, None),
            (None, None, None),
        )
    ]
    lists.append([change for (change,) in lists[::2]])
    (runs,) = in_browser(tmp_path, [(lstmviz.trace(seeded(cell), numbers(STEPS, 3)).layers[0], lists)])
    for changes, run in zip(lists, runs, strict=True):
        agrees(run, reweighted(cell, changes))
