from contextlib import suppress

import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from lstmviz.errors import InputError
from lstmviz.learn.subject import Labels
from lstmviz.learn.tasks import TASKS
from lstmviz.learn.tasks.distant_recall import DistantRecall
from lstmviz.learn.tasks.series import Series
from lstmviz.learn.tasks.task import latest
from lstmviz.limits import LONGEST_SEQUENCE

every_task = pytest.mark.parametrize("task", TASKS.values(), ids=TASKS)
MEASURING = (DistantRecall(), Series())  # on no page
that_nets_learn = pytest.mark.parametrize(
    "task", [*TASKS.values(), *MEASURING], ids=[*TASKS, *(task.name for task in MEASURING)]
)


def sampled(task, seed):
    return task.sample(16, torch.Generator().manual_seed(seed))


@every_task
def test_a_registered_task_is_whole(task):
    assert TASKS[task.name] is task
    for sentence in (task.question, task.look_for, task.typed):
        assert sentence.endswith((".", "?"))
    assert 4 <= len({example.name for example in task.examples}) == len(task.examples) <= 6
    assert (task.tolerance > 0) == (task.answers == ())


@every_task
def test_examples_are_read_and_labelled(task):
    asked = []
    for _, text in task.examples:
        tokens = task.tokens(text)
        assert tokens == task.tokens(task.between.join(tokens))
        assert len(tokens) <= 50
        inputs = task.encode(tokens)
        assert inputs.shape == (len(tokens), 1, len(task.channels))
        assert inputs.dtype == torch.float32
        labels = task.label(inputs)
        assert labels.targets.shape == labels.asked.shape == (len(tokens), 1)
        asked.append(labels.asked.any().item())
    assert asked[0]


@that_nets_learn
def test_samples_come_from_their_generator_alone(task):
    torch.manual_seed(1)
    before = torch.get_rng_state()
    first = sampled(task, 0)
    assert torch.equal(torch.get_rng_state(), before)
    torch.manual_seed(2)
    assert torch.equal(sampled(task, 0), first)
    assert not torch.equal(sampled(task, 1), first)


@that_nets_learn
def test_samples_have_the_shape_promised_and_a_question(task):
    inputs = sampled(task, 0)
    assert inputs.shape == (task.training_steps, 16, len(task.channels))
    assert inputs.dtype == torch.float32
    labels = task.label(inputs)
    assert labels.asked.dtype == torch.bool
    assert labels.asked.any(dim=0).all()
    assert labels.targets.dtype == (torch.int64 if task.answers else torch.float32)
    assert type(task)(3 * task.steps).sample(2, torch.Generator().manual_seed(0)).shape[0] == 3 * task.steps


@that_nets_learn
def test_the_shortest_sequences_have_a_question_too(task):
    shortest = task.of_length(task.least_steps)
    inputs = shortest.sample(16, torch.Generator().manual_seed(0))
    assert inputs.shape[0] == task.least_steps
    assert shortest.label(inputs).asked.any(dim=0).all()
    assert task.of_length(None) is task
    with pytest.raises(InputError, match=f"length is {task.least_steps - 1}.*at least {task.least_steps}"):
        task.of_length(task.least_steps - 1)


@every_task
def test_right_answers_score_one_and_cost_nothing(task):
    labels = task.label(sampled(task, 0))
    if task.answers:
        said = 50.0 * torch.nn.functional.one_hot(labels.targets, len(task.answers))
    else:
        said = labels.targets.unsqueeze(-1)
    assert task.score(said, labels) == task.step_score(said, labels) == 1.0
    assert task.loss(said, labels).item() < 1e-6
    assert task.step_score(-said - 1, labels) < 0.6


@that_nets_learn
@pytest.mark.parametrize("bad", ["\x00", "\ud800", "\u202e", "é", "🙂", "<", "７"])
def test_a_bad_character_is_named_with_its_place(task, bad):
    good = "".join(token + task.between for token in task.tokens(task.examples[0][1])[:2])
    with pytest.raises(InputError) as error:
        task.tokens(good + bad)
    assert f"Step 3 of the sequence is {bad!r}" in str(error.value)
    assert task.typed in str(error.value)
    assert "\u202e" not in str(error.value)


@every_task
@pytest.mark.parametrize("text", ["", "  \n ", "\u2003"])
def test_an_empty_sequence_says_so(task, text):
    with pytest.raises(InputError, match="empty"):
        task.tokens(text)


@every_task
def test_the_limit_of_steps(task):
    step = "0.5 " if task.name == "adding" else task.alphabet[0]
    assert len(task.tokens(step * LONGEST_SEQUENCE)) == LONGEST_SEQUENCE
    with pytest.raises(InputError, match=f"{LONGEST_SEQUENCE + 1} steps; the limit is {LONGEST_SEQUENCE}"):
        task.tokens(step * (LONGEST_SEQUENCE + 1))
    with pytest.raises(InputError, match="1000000 steps"):
        task.tokens(step * 1_000_000)


@every_task
@given(text=st.text(st.characters(exclude_categories=()), max_size=40))
def test_any_text_is_read_or_refused(task, text):
    with suppress(InputError):
        inputs = task.encode(task.tokens(text))
        assert inputs.isfinite().all()
        assert task.label(inputs).asked.shape == inputs.shape[:2]


def test_scores_count_sequences_and_steps_and_only_where_asked():
    quotes = TASKS["quotes"]
    targets = torch.zeros(4, 2, dtype=torch.long)
    asked = torch.tensor([[True, True], [True, True], [True, False], [True, True]])
    said = torch.zeros(4, 2, 2)
    said[..., 0] = 1.0
    said[2] = torch.tensor([0.0, 1.0])  # wrong at step 2 in both; only the first is asked there
    assert quotes.score(said, Labels(targets, asked)) == 0.5
    assert quotes.step_score(said, Labels(targets, asked)) == pytest.approx(6 / 7)


def test_numbers_are_right_up_to_the_tolerance():
    said = torch.tensor([[[1.5]], [[0.4]], [[1.6]]])
    labels = Labels(torch.ones(3, 1), torch.ones(3, 1, dtype=torch.bool))
    assert TASKS["counter"].right(said, labels)[:, 0].tolist() == [True, False, False]


@given(st.lists(st.booleans(), min_size=1, max_size=20))
def test_latest_is_the_last_true_so_far(flags):
    expected = [max((k for k in range(step + 1) if flags[k]), default=-1) for step in range(len(flags))]
    assert latest(torch.tensor(flags).unsqueeze(1))[:, 0].tolist() == expected


@every_task
def test_a_sampled_sequence_can_be_typed(task):
    for inputs in sampled(task, 3).unbind(1):
        tokens = task.decode(inputs)
        typed = task.between.join(tokens)
        assert "".join(task.tokens(typed)) == "".join(tokens).strip()  # spaces at the ends do not count
        again = task.encode(tokens)[:, 0]
        assert torch.allclose(again, inputs[: len(again)], atol=0.0051)
        assert not inputs[len(again) :].any()


@every_task
def test_its_texts_can_be_typed_and_are_always_the_same(task):
    texts = list(task.texts(10 * task.steps))
    assert len(texts) == 10
    assert texts == list(task.texts(10 * task.steps))
    assert all(task.tokens(one) for one in texts)
