from dataclasses import replace
from itertools import islice, pairwise
from threading import Event, Thread

import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from lstmviz.learn.recipe import Recipe, build, random_stream
from lstmviz.learn.settings import OPTIMIZERS, settings_of
from lstmviz.learn.tasks import TASKS
from lstmviz.learn.training import CHECKPOINTS, checkpoint_steps, evaluate, report_every, train

ANBN = TASKS["anbn"]
RECIPE = Recipe("lstm", 2, "default", 1e-2, 8, 60, 1.0)


def trained(seed, recipe=RECIPE):
    net = build(ANBN, recipe, seed)
    return net, list(train(net, ANBN, recipe, seed))


def weights(net):
    return torch.cat([parameter.detach().flatten() for parameter in net.parameters()])


def test_progress_is_told_from_the_first_weights_to_the_last():
    recipe = replace(RECIPE, steps=300)
    _, progress = trained(0, recipe)
    told = [report.step for report in progress]
    assert told == sorted({*range(0, 301, 3), *checkpoint_steps(300)})
    assert all(0 <= first.seconds <= second.seconds for first, second in pairwise(progress))


def test_checkpoints_are_taken_where_they_are_due():
    _, progress = trained(0)
    taken = [report.step for report in progress if report.checkpoint]
    assert (
        taken == checkpoint_steps(60) == [report.checkpoint.step for report in progress if report.checkpoint]
    )


@settings(max_examples=40)
@given(st.integers(*settings_of(Recipe)["steps"].limits))
def test_checkpoints_are_about_forty_dense_at_the_start_and_have_both_ends(steps):
    due = checkpoint_steps(steps)
    gaps = [after - before for before, after in pairwise(due)]
    assert due[0] == 0
    assert due[-1] == steps
    assert len(due) <= CHECKPOINTS
    assert len(due) >= min(steps, CHECKPOINTS) // 2
    assert all(later >= earlier - 1 for earlier, later in pairwise(gaps))  # less one for rounding


def test_slow_steps_are_reported_each_and_fast_ones_a_hundred_times():
    slow = replace(RECIPE, hidden=64, batch=128, steps=10_000, length=300)
    assert report_every(ANBN, slow) == 1
    assert report_every(ANBN, replace(RECIPE, steps=2000)) == 20
    assert report_every(ANBN, replace(RECIPE, steps=100_000)) == 50


def test_the_net_learns():
    recipe = Recipe("lstm", 4, "forget-bias-1", 3e-2, 16, 400, 1.0)
    net, progress = trained(0, recipe)
    assert progress[-1].loss < 0.1 < progress[0].loss
    assert evaluate(net, ANBN, 0, 100).sequences > 0.9
    assert evaluate(build(ANBN, recipe, 0), ANBN, 0, 100).sequences < 0.2


def test_one_step_is_adam_on_the_clipped_gradient():
    recipe = Recipe("rnn", 3, "default", 1e-2, 8, 1, 1e-3)
    net, (before, after_it) = trained(5, recipe)
    plain = build(ANBN, recipe, 5)
    inputs = ANBN.sample(8, random_stream(5, "training data"))
    loss = ANBN.loss(plain(inputs), ANBN.label(inputs))
    loss.backward()
    norm = torch.cat([parameter.grad.flatten() for parameter in plain.parameters()]).norm()
    for parameter, after in zip(plain.parameters(), net.parameters(), strict=True):
        gradient = parameter.grad * 1e-3 / norm
        expected = parameter - 1e-2 * gradient / (gradient.abs() + 1e-8)  # Adam's first step
        assert torch.allclose(after, expected, atol=1e-6)
    assert (before.step, before.loss, after_it.step) == (0, loss.item(), 1)
    assert before.gradient_norm == pytest.approx(norm.item(), rel=1e-5)


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
    long = replace(RECIPE, steps=100_000)
    net = build(ANBN, long, 0)
    assert [report.step for report in islice(train(net, ANBN, long, 0), 2)] == [0, 50]
    short, _ = trained(0, replace(RECIPE, steps=50))
    assert torch.equal(weights(net), weights(short))


@pytest.mark.parametrize("optimizer", OPTIMIZERS)
@settings(max_examples=8)
@given(cut=st.integers(0, 60))
def test_a_run_resumed_anywhere_ends_as_the_unbroken_one(optimizer, cut):
    recipe = replace(RECIPE, optimizer=optimizer)
    whole, reports = trained(1, recipe)
    resumed = build(ANBN, recipe, 99)  # other weights: all must come from the checkpoint
    newest = next(r.checkpoint for r in reversed(reports) if r.checkpoint and r.step <= cut)
    again = list(train(resumed, ANBN, recipe, 1, newest))
    assert torch.equal(weights(whole), weights(resumed))
    rest = [report for report in reports if report.step >= newest.step]
    assert [(r.step, r.loss, r.score, r.gradient_norm) for r in again] == [
        (r.step, r.loss, r.score, r.gradient_norm) for r in rest
    ]
    assert again[0].seconds > newest.seconds


def test_a_checkpoint_can_be_resumed_twice():
    _, reports = trained(1)
    middle = next(report.checkpoint for report in reports if report.step >= 30 and report.checkpoint)
    first, second = build(ANBN, RECIPE, 0), build(ANBN, RECIPE, 0)
    for net in (first, second):
        list(train(net, ANBN, RECIPE, 1, middle))
    assert torch.equal(weights(first), weights(second))


@pytest.mark.parametrize("optimizer", OPTIMIZERS)
def test_another_optimizer_goes_another_way(optimizer):
    others = [name for name in OPTIMIZERS if name != optimizer]
    net, _ = trained(0, replace(RECIPE, optimizer=optimizer))
    for other in others:
        assert not torch.equal(weights(net), weights(trained(0, replace(RECIPE, optimizer=other))[0]))


def test_the_sequences_have_the_length_of_the_recipe():
    _, (report, *_) = trained(2, replace(RECIPE, length=6, steps=1))
    short = TASKS["anbn"].of_length(6)
    inputs = short.sample(8, random_stream(2, "training data"))
    untrained = build(ANBN, RECIPE, 2)
    assert inputs.shape == (6, 8, 2)
    assert report.loss == short.loss(untrained(inputs), short.label(inputs)).item()


def test_a_run_that_overflows_ends_with_its_last_good_weights():
    task, recipe = TASKS["adding"], Recipe("rnn", 8, "default", 1.0, 8, 500, 1e30, "sgd", 10)
    net = build(task, recipe, 0)
    reports = list(train(net, task, recipe, 0))
    last = reports[-1]
    assert [report.diverged for report in reports] == [False] * (len(reports) - 1) + [True]
    assert last.step < 500
    assert torch.isfinite(weights(net)).all()
    assert all(torch.equal(last.checkpoint.weights[name], kept) for name, kept in net.state_dict().items())
    untouched = weights(net).clone()
    again = list(train(net, task, recipe, 0, last.checkpoint))
    assert [(report.step, report.diverged) for report in again] == [(last.step, True)]
    assert torch.equal(weights(net), untouched)


def test_the_test_data_is_not_the_training_data():
    drawn = [ANBN.sample(50, random_stream(0, purpose)) for purpose in ("training data", "test data")]
    assert not torch.equal(*drawn)


def test_evaluation_repeats():
    net = build(ANBN, RECIPE, 0)
    assert evaluate(net, ANBN, 7, 50) == evaluate(net, ANBN, 7, 50)
    assert evaluate(net, ANBN, 7, 50).loss != pytest.approx(evaluate(net, ANBN, 8, 50).loss)
