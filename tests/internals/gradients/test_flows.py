"""What a loss sends back to each step: autograd's over the unrolled net, and far below float64."""

import copy
import math

import pytest
import torch
from torch.nn import functional as F

from lstmviz import InputError, gradients
from lstmviz.nets.sequence import SequenceNet
from tests.internals.gradients.unrolled import build, numbers, unroll

CELLS = ("lstm", "gru", "rnn")


def net(cell, answers=3, scale=0.6, hidden=4):
    built = SequenceNet(cell, 3, hidden, answers).double()
    built.recurrent = build(cell, hidden=hidden, scale=scale)
    with torch.no_grad():
        built.readout.weight.copy_(numbers(answers, hidden, seed=50))
        built.readout.bias.copy_(numbers(answers, seed=51))
    return built


def loss_of(net, hidden, target):
    """PyTorch's mean loss of one sequence: hidden (T, H), a target of every step."""
    answers = net.readout(hidden)
    if target.is_floating_point():
        return F.mse_loss(answers[~target.isnan(), 0], target[~target.isnan()])
    return F.cross_entropy(answers, target)


def expected(net, x, target):
    """|dL/dh_t| and |dL/dc_t| of one sequence (T, I) by one plain backward pass: [(T,)] or [(T,), (T,)]."""
    states = unroll(net.recurrent, x[:, None])
    for part in sum(states, ()):
        part.retain_grad()
    loss_of(net, torch.cat([state[0] for state in states]), target).backward()
    return [torch.cat([part.grad for part in kind]).norm(dim=-1) for kind in zip(*states, strict=True)]


def at_the_last_step(target, steps):
    nothing = math.nan if target.is_floating_point() else -100
    return torch.cat([torch.full((steps - 1,), nothing, dtype=target.dtype), target[None]])


def agrees(flow, reference):
    torch.testing.assert_close(flow.hidden, reference[0], rtol=1e-10, atol=0)
    assert (flow.cell is None) == (len(reference) == 1)
    if flow.cell is not None:
        torch.testing.assert_close(flow.cell, reference[1], rtol=1e-10, atol=0)


@pytest.mark.parametrize("cell", CELLS)
@pytest.mark.parametrize("target", [torch.tensor(1), torch.tensor(0.7, dtype=torch.float64)])
def test_a_loss_at_the_last_step_is_autograds(cell, target):
    asked, x = net(cell, 1 if target.is_floating_point() else 3), numbers(30, 3)
    agrees(gradients.flow(asked, x, target), expected(asked, x, at_the_last_step(target, 30)))


@pytest.mark.parametrize("cell", CELLS)
@pytest.mark.parametrize("kind", ["classes", "numbers"])
def test_losses_at_many_steps_are_autograds(cell, kind):
    x = numbers(20, 3)
    if kind == "classes":
        asked, target, nothing = net(cell), torch.arange(20) % 3, -100
    else:
        asked, target, nothing = net(cell, 1), numbers(20, seed=7), math.nan
    agrees(gradients.flow(asked, x, target), expected(asked, x, target))
    target[3:11] = nothing
    agrees(gradients.flow(asked, x, target), expected(asked, x, target))


@pytest.mark.parametrize("cell", CELLS)
@pytest.mark.parametrize("kind", ["classes", "numbers"])
def test_a_batch_is_its_sequences_one_by_one(cell, kind):
    x, target = numbers(15, 4, 3), torch.arange(60).view(15, 4) % 3
    asked, nothing = net(cell), -100
    if kind == "numbers":
        asked, target, nothing = net(cell, 1), target.double(), math.nan
    target[2:, 1] = nothing
    together = gradients.flow(asked, x, target)
    for b in range(4):
        alone = gradients.flow(asked, x[:, b], target[:, b])
        torch.testing.assert_close(together.log10_hidden[:, b], alone.log10_hidden, rtol=1e-10, atol=1e-12)
    last = gradients.flow(asked, x, target[0])
    alone = gradients.flow(asked, x[:, 2], target[0, 2])
    torch.testing.assert_close(last.hidden[:, 2], alone.hidden, rtol=1e-10, atol=0)


def test_finite_differences_of_the_loss_agree():
    """A nudge of c_t alone: h_t follows it, and all that comes after."""
    asked, x, size, t = net("lstm"), numbers(9, 3), 1e-5, 3
    before = tuple(part.detach() for part in unroll(asked.recurrent, x[:t, None])[-1])
    here = unroll(asked.recurrent, x[t : t + 1, None], before)[-1]
    output_gate = here[0] / here[1].tanh()

    def loss(cell):
        state = (output_gate * cell.tanh(), cell)
        hidden = unroll(asked.recurrent, x[t + 1 :, None], state)[-1][0]
        return loss_of(asked, hidden, torch.tensor([1])).item()

    nudges = size * torch.eye(4, dtype=torch.float64)[:, None]  # (H, 1, H)
    slopes = [(loss(here[1] + nudge) - loss(here[1] - nudge)) / (2 * size) for nudge in nudges]
    cell = gradients.flow(asked, x, torch.tensor(1)).cell[t].item()
    assert cell == pytest.approx(math.hypot(*slopes), rel=1e-6)


@pytest.mark.parametrize("cell", CELLS)
def test_two_thousand_steps_give_no_false_zero(cell):
    asked, x, target = net(cell, scale=0.2), numbers(2000, 3), torch.tensor(1)
    flow = gradients.flow(asked, x, target)
    half = gradients.flow(asked, x[1000:], target)
    whole, part = (one.log10_hidden[0].item() for one in (flow, half))
    assert 10.0**whole == 0  # as float64 would have it
    assert whole == pytest.approx(2 * part, rel=0.05)
    assert flow.hidden[0] > 0


def test_a_loss_far_away_is_not_lost_beside_a_sequence_that_is_asked_at_every_step():
    """The zeros of the steps that ask nothing of it must not set the scale of what is on its way."""
    asked, x = net("rnn", scale=0.2), numbers(2000, 2, 3)
    target = torch.ones(2000, 2, dtype=torch.int64)
    target[:-1, 1] = -100
    beside = gradients.flow(asked, x, target).log10_hidden[:, 1]
    alone = gradients.flow(asked, x[:, 1], torch.tensor(1)).log10_hidden
    torch.testing.assert_close(beside, alone, rtol=1e-10, atol=0)


def test_a_dead_stretch_is_a_true_zero_and_what_comes_after_is_not():
    asked, x = net("rnn"), numbers(12, 3)
    asked.recurrent = build("relu rnn")
    with torch.no_grad():
        asked.recurrent.weight_ih_l0.zero_()
        asked.recurrent.weight_ih_l0[:, 0] = 1.0
    x[5] = -1000.0  # no unit lives through this step
    flow = gradients.flow(asked, x, torch.tensor(1))
    assert not flow.hidden[:5].any()
    assert (flow.log10_hidden[:5] == -math.inf).all()
    assert flow.hidden[-1] > 0


def test_nothing_asked_gives_zeros():
    flow = gradients.flow(net("lstm"), numbers(6, 3), torch.full((6,), -100))
    assert not flow.hidden.any()
    assert not flow.cell.any()


def test_the_net_is_left_as_it_is_and_dropout_is_off():
    asked, x = net("gru").float(), numbers(8, 3).float()
    asked.readout = torch.nn.Sequential(torch.nn.Dropout(0.5), asked.readout).train()
    first, again = (gradients.flow(asked, x, torch.tensor(1)).hidden for _ in range(2))
    assert torch.equal(first, again)
    assert asked.readout.training
    assert all(parameter.grad is None for parameter in asked.parameters())


def test_without_grad_mode_it_gives_the_same():
    asked, x = net("lstm"), numbers(8, 3)
    with torch.no_grad():
        quiet = gradients.flow(asked, x, torch.tensor(1)).hidden
    assert torch.equal(quiet, gradients.flow(asked, x, torch.tensor(1)).hidden)


@pytest.mark.parametrize(
    ("target", "answers", "says"),
    [
        (torch.tensor([1, 2]), 3, r"shape \(2,\); make it \(\) for the last step, \(5,\) for all"),
        (torch.tensor(3), 3, "holds 3; make it a class from 0 to 2"),
        (torch.tensor(-1), 3, "holds -1; make it a class"),
        (torch.tensor(0.5), 3, "chooses among 3 classes"),
        (torch.tensor(0), 1, "one number a step; use target.double"),
        (torch.tensor(math.inf), 1, "holds inf; make it a finite number"),
        (torch.tensor(True), 3, "torch.bool"),
        (1, 3, "target is int"),
    ],
)
def test_a_target_that_does_not_fit_is_refused(target, answers, says):
    with pytest.raises(InputError, match=says):
        gradients.flow(net("lstm", answers), numbers(5, 3), target)


def test_nets_that_do_not_fit_are_refused():
    with pytest.raises(InputError, match="net gives a tuple; it must give one tensor of answers"):
        gradients.flow(build("lstm"), numbers(5, 3), torch.tensor(0))
    with pytest.raises(InputError, match=r"without a torch\.nn\.LSTM"):
        gradients.flow(torch.nn.Linear(3, 4).double(), numbers(5, 3), torch.tensor(0))
    flat = net("lstm")
    flat.readout = torch.nn.Flatten(0)
    with pytest.raises(InputError, match=r"answers of shape \(20,\)"):
        gradients.flow(flat, numbers(5, 2, 3)[:, :1], torch.tensor([0]))
    deep = net("lstm")
    deep.recurrent = torch.nn.LSTM(3, 4, num_layers=2).double()
    told = r"'recurrent' has 2 layers; name one of them as layer: 'recurrent l0', 'recurrent l1'"
    with pytest.raises(InputError, match=told):
        gradients.flow(deep, numbers(5, 3), torch.tensor(0))
    assert gradients.flow(deep, numbers(5, 3), torch.tensor(0), layer="recurrent l1").hidden.shape == (5,)


class Classifier(torch.nn.Module):
    """Tokens, an encoder whose last state starts nothing, and one answer for the whole sequence."""

    def __init__(self, by_state):
        super().__init__()
        self.embedding = torch.nn.Embedding(7, 3)
        self.first = torch.nn.GRU(3, 3, batch_first=True)
        self.encoder = torch.nn.LSTM(3, 4, batch_first=True)
        self.head = torch.nn.Linear(4, 3)
        self.by_state = by_state

    def forward(self, tokens):
        output, (h, _) = self.encoder(self.first(self.embedding(tokens))[0])
        return self.head(h[-1] if self.by_state else output[:, -1])


@pytest.mark.parametrize("by_state", [False, True])
def test_any_model_and_any_of_its_layers(by_state):
    """Against autograd through the encoder's steps, written out."""
    torch.manual_seed(2)
    model, tokens, target = Classifier(by_state), torch.randint(7, (2, 9)), torch.tensor([0, 2])
    got = gradients.flow(model, tokens, target, layer="encoder").hidden
    twin = copy.deepcopy(model).double()
    read, states = twin.first(twin.embedding(tokens))[0], []
    h = c = torch.zeros(2, 4, dtype=torch.float64)
    cell = torch.nn.LSTMCell(3, 4).double()
    cell.load_state_dict({name[:-3]: weight for name, weight in twin.encoder.state_dict().items()})
    for step in read.unbind(1):
        h, c = cell(step, (h, c))
        states.append(h)
    loss = torch.nn.functional.cross_entropy(twin.head(h), target, reduction="sum")
    expected = torch.stack(torch.autograd.grad(loss, states)).norm(dim=-1)
    torch.testing.assert_close(got, expected)


def test_one_answer_to_a_sequence_without_a_batch_is_that_to_a_batch_of_one():
    torch.manual_seed(2)
    model, tokens = Classifier(by_state=True), torch.randint(7, (9,))
    alone = gradients.flow(model, tokens, torch.tensor(2), layer="encoder").hidden
    batch = gradients.flow(model, tokens[None], torch.tensor([2]), layer="encoder").hidden
    torch.testing.assert_close(alone, batch[:, 0])


class Outputs(torch.nn.LSTM):
    """A layer that is the model, its hidden states the answers."""

    def forward(self, x):
        return super().forward(x)[0]


def test_a_model_that_is_the_layer_itself_has_its_parts_named_alone():
    model, x, target = Outputs(3, 4, num_layers=2).double(), numbers(5, 2, 3), torch.tensor([0, 1])
    assert gradients.flow(model, x, target, layer="l1").hidden.shape == (5, 2)
    with pytest.raises(InputError, match="l2"):
        gradients.flow(model, x, target, layer="l2")


class Runs(torch.nn.Module):
    """Runs its encoder from each of the states that it is made with."""

    def __init__(self, *states):
        super().__init__()
        self.encoder, self.states = torch.nn.LSTM(3, 4), states

    def forward(self, x):
        for state in self.states:
            output, _ = self.encoder(x, (x.new_full((1, 2, 4), state),) * 2)
        return output


@pytest.mark.parametrize(
    ("states", "says"),
    [
        ((0.0, 0.0), "'encoder' ran 2 times; flow takes a model that runs it once"),
        ((0.1,), "starts from a state"),
    ],
)
def test_a_layer_runs_once_and_from_zero(states, says):
    x, target = numbers(5, 2, 3).float(), torch.tensor([0, 1])
    with pytest.raises(InputError, match=says):
        gradients.flow(Runs(*states), x, target)
    assert gradients.flow(Runs(0.0), x, target).hidden.shape == (5, 2)


def test_which_of_several_layers_has_to_be_said():
    with pytest.raises(InputError, match="layer is None; name one of the model's: 'first', 'encoder'"):
        gradients.flow(Classifier(True), torch.zeros(1, 3, dtype=torch.int64), torch.tensor([0]))


class Deep(torch.nn.Module):
    """Two layers in both directions, read out at every step and at both ends."""

    def __init__(self, kind):
        super().__init__()
        self.rnn = build(kind, num_layers=2, bidirectional=True, scale=0.4)
        self.head = torch.nn.Linear(8, 3).double()

    def forward(self, x):
        output, state = self.rnn(x)
        h = state[0] if isinstance(state, tuple) else state
        return self.read_out(output, h)

    def read_out(self, output, h):
        return self.head(output) + h.sum(dim=(0, 2))[:, None]


def alone(module, name):
    """One layer and direction of a module as a module of its own."""
    suffix = name.replace(" ", "_")
    weights = {
        part.removesuffix(f"_{suffix}"): weight.detach()
        for part, weight in module.named_parameters()
        if part.endswith(f"_{suffix}")
    }
    single = type(module)(weights["weight_ih"].shape[1], 4, dtype=torch.float64)
    single.load_state_dict({f"{part}_l0": weight for part, weight in weights.items()})
    return single


@pytest.mark.parametrize("kind", CELLS)
@pytest.mark.parametrize("name", ["l0", "l0 reverse", "l1", "l1 reverse"])
def test_each_layer_and_direction_of_a_stack(kind, name):
    """Against autograd through the layer's steps, written out, beside the other layers."""
    torch.manual_seed(3)
    model, x, target = Deep(kind), numbers(9, 2, 3), torch.randint(3, (9, 2))
    got = gradients.flow(model, x, target, layer=f"rnn {name}")
    given, last, states = x, [], []
    for depth in (0, 1):
        sides = []
        for side in (f"l{depth}", f"l{depth} reverse"):
            turned = given.flip(0) if side.endswith("reverse") else given
            steps = unroll(alone(model.rnn, side), turned)
            if side == name:
                for part in sum(steps, ()):
                    part.retain_grad()
                states = steps[::-1] if side.endswith("reverse") else steps
            hidden = torch.stack([state[0] for state in steps])
            last.append(hidden[-1])
            sides.append(hidden.flip(0) if side.endswith("reverse") else hidden)
        given = torch.cat(sides, dim=-1)
    answers = model.read_out(given, torch.stack(last))
    F.cross_entropy(answers.flatten(0, 1), target.flatten(), reduction="sum").div(9).backward()
    expected = [torch.stack([part.grad for part in kind]).norm(dim=-1) for kind in zip(*states, strict=True)]
    agrees(got, expected)
