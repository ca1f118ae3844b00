"""The Step page, without a browser."""

from functools import partial

import pytest

from lstmviz.app.sequence_view import RNNS
from lstmviz.app.step.stepper import stepper
from lstmviz.draw.colours import PALETTES
from lstmviz.learn.saved_nets import shipped
from lstmviz.learn.saved_nets.shipped import SHIPPED, shipped_nets
from lstmviz.learn.tasks import TASKS
from lstmviz.limits import LONGEST_SEQUENCE
from tests.pages import opening
from tests.pages.opening import components, scene, sound

opened = partial(opening.opened, "step")
EXAMPLES = [(task, index) for task in SHIPPED for index in range(len(TASKS[task].examples))]
HOSTILE = "<img src=x onerror=alert(1)> **b** :red[x] $x$"

TOO_LONG = "a" * (LONGEST_SEQUENCE + 1)


def typed(app, sequence):
    return sound(app.text_input(key="seq").set_value(sequence).run())


def problems(app):
    return [html.proto.body for html in app.get("html") if 'role="alert"' in html.proto.body]


def texts(app):
    """Everything that Streamlit would read as Markdown."""
    return " ".join(element.value for element in app.markdown) + app.text_input(key="seq").label


@pytest.mark.parametrize(
    ("task", "rnn"),
    [(task, rnn) for task in SHIPPED for rnn, net in RNNS.items() if net in shipped_nets(task)],
)
def test_every_task_and_rnn_opens_by_link(task, rnn):
    app = opened(task=task, rnn=rnn)
    assert problems(app) == []
    assert TASKS[task].look_for in texts(app)
    assert app.text_input(key="seq").value == TASKS[task].first_example
    assert TASKS[task].first_example[0] in scene(app).decode("latin1")


@pytest.mark.parametrize("task", SHIPPED)
def test_another_task_brings_its_first_example(task):
    app = opened(task="anbn", seq="aabb")
    app = sound(app.selectbox(key="task").set_value(task).run())
    assert task == "anbn" or app.text_input(key="seq").value == TASKS[task].first_example
    assert app.query_params.get("task", ["recall"]) in ([task], task)
    assert problems(app) == []


@pytest.mark.parametrize(("task", "index"), EXAMPLES)
def test_every_example_can_be_shown(task, index):
    app = opened(task=task, seq=TASKS[task].examples[index].typed)
    assert problems(app) == []
    assert scene(app)


@pytest.mark.parametrize(
    ("words", "named"),
    [
        ({"task": "chess"}, "chess"),
        ({"rnn": "huge"}, "huge"),
        ({"palette": "pink"}, "pink"),
        ({"seq": "abXY"}, "&#x27;X&#x27;"),
        ({"seq": TOO_LONG}, f"{LONGEST_SEQUENCE + 1} steps"),
        ({"task": HOSTILE}, "&lt;img"),
    ],
)
def test_a_bad_word_is_named_and_the_rest_kept(words, named):
    app = opened(**({"palette": "grey", "rnn": "parameters"} | words))
    (problem,) = problems(app)
    assert named in problem
    kept = opened(
        **{name: word for name, word in {"palette": "grey", "rnn": "parameters"}.items() if name not in words}
    )
    assert scene(app) == scene(kept)


@pytest.mark.parametrize(
    ("bad", "named"),
    [
        ("", "empty"),
        ("   ", "empty"),
        ("aaXbb", "Step 3"),
        (TOO_LONG, f"limit is {LONGEST_SEQUENCE}"),
        (HOSTILE, "&lt;"),
    ],
)
def test_a_bad_sequence_is_named_and_the_last_good_picture_stays(bad, named):
    app = typed(opened(task="anbn"), "aabb")
    last = scene(app)
    app = typed(app, bad)
    assert named in problems(app)[0]
    assert scene(app) == last
    assert problems(typed(app, "ab")) == []


@pytest.mark.parametrize("way", ["typed", "link"])
def test_hostile_text_is_never_markdown_nor_html(way):
    app = typed(opened(), HOSTILE) if way == "typed" else opened(seq=HOSTILE)
    assert "alert(1)" not in texts(app)
    assert all("<img" not in html.proto.body for html in app.get("html"))


@pytest.mark.parametrize("palette", [name for name in PALETTES if name != "cividis"])
def test_the_palette_changes_the_scene(palette):
    app = opened(task="anbn")
    before = scene(app)
    after = scene(sound(app.selectbox(key="palette").set_value(palette).run()))
    assert after != before
    assert after == scene(opened(task="anbn", palette=palette))


def test_the_other_rnn_changes_the_scene():
    app = opened(task="anbn")
    before = scene(app)
    assert scene(sound(app.selectbox(key="rnn").set_value("parameters").run())) != before


@pytest.mark.parametrize("damage", ["missing", "cut"])
def test_a_damaged_zoo_is_told_in_place(monkeypatch, tmp_path, damage):
    if damage == "cut":
        (tmp_path / "anbn").mkdir()
        (tmp_path / "anbn" / "card.json").write_text("{")
    stepper.clear()
    monkeypatch.setattr(shipped.load, "__defaults__", (tmp_path,))
    app = opened(task="anbn")
    assert "card.json" in problems(app)[0]
    assert not components(app)


def test_the_front_page_tells_of_a_damaged_card_below_its_scene(monkeypatch, tmp_path):
    monkeypatch.setattr(shipped.card_of, "__defaults__", (tmp_path,))
    app = opened()
    assert "card.json" in problems(app)[0]
    assert components(app)
