from threading import Event, Thread

import pytest
import torch

from lstmviz.learn.recipe import Recipe, build, random_stream
from lstmviz.learn.tasks import TASKS
from lstmviz.learn.training import REPORT_EVERY, evaluate, train

ANBN = TASKS["anbn"]
RECIPE = Recipe("lstm", 2, "default", 1e-2, 8, 60, 1.0)


def trained(seed, recipe=RECIPE):
    net = build(ANBN, recipe, seed)
    return net, list(train(net, ANBN, recipe, seed))


def weights(net):
    return torch.cat([parameter.detach().flatten() for parameter in net.parameters()])


def test_progress_is_told_at_its_steps_and_at_the_end():
    _, progress = trained(0)
    assert [report.step for report in progress] == [REPORT_EVERY, 60]
    assert 0 <= progress[0].seconds <= progress[1].seconds


def test_the_net_learns():
    recipe = Recipe("lstm", 4, "forget-bias-1", 3e-2, 16, 400, 1.0)
    net, progress = trained(0, recipe)
    assert progress[-1].loss < 0.1 < progress[0].loss
    assert evaluate(net, ANBN, 0, 100).sequences > 0.9
    assert evaluate(build(ANBN, recipe, 0), ANBN, 0, 100).sequences < 0.2


def test_one_step_is_adam_on_the_clipped_gradient():
    recipe = Recipe("rnn", 3, "default", 1e-2, 8, 1, 1e-3)
    net, progress = trained(5, recipe)
    plain = build(ANBN, recipe, 5)
    inputs = ANBN.sample(8, random_stream(5, "training data"))
    loss = ANBN.loss(plain(inputs), ANBN.label(inputs))
    loss.backward()
    norm = torch.cat([parameter.grad.flatten() for parameter in plain.parameters()]).norm()
    for parameter, after in zip(plain.parameters(), net.parameters(), strict=True):
        gradient = parameter.grad * 1e-3 / norm
        expected = parameter - 1e-2 * gradient / (gradient.abs() + 1e-8)  # Adam's first step
        assert torch.allclose(after, expected, atol=1e-6)
    assert progress[0].loss == loss.item()


def test_the_same_seed_gives_the_same_bits_and_another_seed_others():
    assert torch.equal(weights(trained(3)[0]), weights(trained(3)[0]))
    assert not torch.equal(weights(trained(3)[0]), weights(trained(4)[0]))


def test_the_global_generator_is_left_alone():
    before = torch.get_rng_state()
    trained(0)
    assert torch.equal(torch.get_rng_state(), before)


def test_the_same_bits_beside_threads_that_draw_from_the_global_generator():
    alone = weights(trained(3)[0])
    finished, beside = Event(), {}

    def disturb():
        while not finished.is_set():
            torch.manual_seed(0)
            torch.rand(100)

    def run(thread):
        beside[thread] = weights(trained(3)[0])

    runs = [Thread(target=run, args=(thread,)) for thread in range(4)]
    noise = Thread(target=disturb)
    for thread in (noise, *runs):
        thread.start()
    for thread in runs:
        thread.join()
    finished.set()
    noise.join()
    assert len(beside) == 4
    assert all(torch.equal(alone, others) for others in beside.values())


def test_ending_the_iteration_stops_the_training():
    recipe = Recipe("lstm", 2, "default", 1e-2, 8, 100_000, 1.0)
    net = build(ANBN, recipe, 0)
    assert next(train(net, ANBN, recipe, 0)).step == REPORT_EVERY
    short, _ = trained(0, Recipe("lstm", 2, "default", 1e-2, 8, REPORT_EVERY, 1.0))
    assert torch.equal(weights(net), weights(short))


def test_the_test_data_is_not_the_training_data():
    drawn = [ANBN.sample(50, random_stream(0, purpose)) for purpose in ("training data", "test data")]
    assert not torch.equal(*drawn)


def test_evaluation_repeats():
    net = build(ANBN, RECIPE, 0)
    assert evaluate(net, ANBN, 7, 50) == evaluate(net, ANBN, 7, 50)
    assert evaluate(net, ANBN, 7, 50).loss != pytest.approx(evaluate(net, ANBN, 8, 50).loss)
