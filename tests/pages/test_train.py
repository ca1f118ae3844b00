"""The Train page, without a browser: before, after and in the middle of a training; kept nets elsewhere."""

from itertools import islice

import pytest

from lstmviz.app import running
from lstmviz.app.jobs.end import End
from lstmviz.app.jobs.files import JobFiles
from lstmviz.app.link.view import link_of
from lstmviz.app.train.checkpoints import spec_of
from lstmviz.app.train.view import TrainView
from lstmviz.learn.saved_nets.kept import load_kept
from lstmviz.learn.sessions.session import session
from lstmviz.learn.settings import UNCLIPPED, Budget, Repeats, settings_of
from lstmviz.learn.tasks import TASKS
from lstmviz.learn.training import checkpoint_steps
from tests.pages.opening import components, opened, problems, scene, sound

SMALL = TrainView(task="anbn", a_hidden=2, b_size="units", batch=4, steps=30, seeds=2, first_seed=7)
WILD = TrainView(
    task="adding", length=10, a_cell="rnn", a_init="default", a_rate=1.0, batch=8, steps=150, clip=UNCLIPPED,
    optimizer="sgd", seeds=1,
)  # fmt: skip


@pytest.fixture(scope="module", autouse=True)
def folder(tmp_path_factory):
    """Jobs and kept nets in a place of their own."""
    place = tmp_path_factory.mktemp("train")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("LSTMVIZ_JOBS", str(place / "jobs"))
        patch.setenv("LSTMVIZ_KEPT", str(place / "kept"))
        running.jobs.clear()
        yield place / "jobs"
        running.jobs.clear()


def trained(folder, view, records=None):
    """What a job that trained the view leaves behind; only so many records where it was broken off."""
    files = JobFiles(folder / spec_of(view.plan).id)
    files.write_spec(spec_of(view.plan))
    told = list(islice(session(view.plan, files.folder), records))
    for record in told:
        files.append(record)
    if records is None:
        files.write_end(End("done"))
    return told


@pytest.fixture(scope="module")
def done(folder):
    return trained(folder, SMALL)


def at(view, **words):
    return opened("train", **(link_of(view) | words))


def charts(app):
    """These are given as JSON."""
    return [found for found in components(app) if not found.proto.bytes]


def tables(app):
    return " ".join(html.proto.body for html in app.get("html") if "<table>" in html.proto.body)


def said(app):
    return "\n".join(text.value for text in app.markdown)


def labels(app):
    return [button.label for button in app.button]


@pytest.mark.parametrize("task", TASKS)
def test_it_opens_on_every_task_with_both_nets_untrained(task):
    app = at(TrainView(task=task))
    assert problems(app) == []
    assert labels(app) == ["Train"]
    assert "after 0 updates" in scene(app).decode(errors="ignore")
    assert charts(app) == []
    assert "500 updates by Adam" in said(app)


def test_after_a_training_the_slider_goes_through_its_checkpoints(done):
    app = at(SMALL)
    last = scene(app)
    slider = app.select_slider(key="at")
    assert slider.options == [str(step) for step in checkpoint_steps(30)]
    assert slider.value == 30
    slider.set_value(3)
    app = sound(app.run())
    assert app.query_params["at"] == "3"
    assert b"after 3 updates" in scene(app)
    assert scene(at(SMALL, at="3")) == scene(app)  # by link
    app.select_slider(key="at").set_value(30)
    app = sound(app.run())
    assert "at" not in app.query_params
    assert scene(app) == last


def test_curves_and_table_are_those_of_the_records(done):
    app = at(SMALL)
    assert len(charts(app)) == 3
    scores = sorted(record["test"]["sequences"] for record in done if "test" in record and record["net"] == 1)
    assert f">{sum(scores) / 2:.3f} ({scores[0]:.3f} to {scores[1]:.3f})</td>" in tables(app)
    assert "seeds: 7, 8" in said(app)
    assert labels(app) == ["Keep these nets (the last 200 used are kept)"]


def test_what_changed_most_is_told_between_two_checkpoints(done):
    app = at(SMALL, since="2", at="12")
    assert app.selectbox(key="since").value == 2
    assert ">one weight</th>" in tables(app)
    before = tables(app)
    app.selectbox(key="since").set_value(12)
    app = sound(app.run())
    assert ">one weight</th>" not in tables(app)
    app.selectbox(key="since").set_value(0)
    app = sound(app.run())
    assert ">one weight</th>" in tables(app)
    assert tables(app) != before


def kept_name(folder):
    app = at(SMALL)
    next(button for button in app.button if button.label.startswith("Keep")).click()
    app = sound(app.run())
    (name,) = [path.parent.name for path in (folder.parent / "kept").glob("*/card.json")]
    links = [found.proto for found in app.get("page_link")]
    assert [found.query_string for found in links] == [f"task=anbn&kept={name}"] * 2
    return name


def test_kept_nets_stand_on_step_and_what_if_in_place_of_the_shipped(done, folder):
    name = kept_name(folder)
    card = load_kept(name).card
    step = opened("step", task="anbn", kept=name)
    assert card.plan.title(0).encode() in scene(step)
    assert "A as it was after 30 updates, B after 30, of seed 7" in said(step)
    assert "Results on 500" in said(step)
    what_if = opened("what_if", task="anbn", kept=name)
    assert scene(what_if) != scene(opened("what_if", task="anbn"))
    for page, app in (("step", step), ("what_if", what_if)):
        next(button for button in app.button if button.label == "Back to the shipped nets").click()
        assert scene(sound(app.run())) == scene(opened(page, task="anbn"))


@pytest.mark.parametrize("page", ["step", "what_if"])
@pytest.mark.parametrize(
    ("words", "complaint"),
    [({"kept": "0" * 16}, "There are no kept nets"), ({"kept": "<b>"}, "names no kept nets")],
)
def test_unknown_kept_nets_are_said_and_the_shipped_are_a_click_away(page, words, complaint):
    app = opened(page, **words)
    (problem,) = problems(app)
    assert complaint in problem
    app.button[0].click()
    app = sound(app.run())
    assert problems(app) == []
    assert scene(app)


@pytest.mark.parametrize("page", ["step", "what_if"])
def test_kept_nets_of_another_task_are_refused(page, done, folder):
    (problem,) = problems(opened(page, task="recall", kept=kept_name(folder)))
    assert "The kept nets learned aⁿbⁿ, not Recall after a flag." in problem


def test_a_run_that_overflowed_is_said_with_its_step_and_the_way_out(folder):
    records = trained(folder, WILD)
    (end,) = [record for record in records if "test" in record and record["diverged"]]
    (problem,) = problems(at(WILD))
    assert f"overflowed after {end['step']} updates" in problem
    assert "Choose a smaller learning rate" in problem
    assert scene(at(WILD)).count(b"after 150 updates") == 1


def test_a_training_broken_off_shows_what_it_did_and_goes_on(folder):
    view = TrainView(task="anbn", a_hidden=2, batch=4, steps=31, seeds=1)
    trained(folder, view, records=20)
    app = at(view)
    assert "Go on" in labels(app)
    assert len(charts(app)) == 3
    assert 1 <= app.select_slider(key="at").value < 31
    assert "not done yet" in tables(app)


def test_too_long_a_training_is_refused_in_place_and_the_controls_stay():
    app = at(TrainView(), steps="10000", seeds="5", batch="256")
    (problem,) = problems(app)
    assert "the limit is 300" in problem
    app.number_input(key="steps").set_value(100)
    app = sound(app.run())
    assert problems(app) == []
    assert labels(app) == ["Train"]


def test_a_bad_word_is_named_and_the_rest_kept():
    (problem,) = problems(at(SMALL, a_rate="fast"))
    assert "In the link, a_rate" in problem


def test_another_cell_takes_the_default_where_the_init_does_not_fit():
    app = at(TrainView())
    app.selectbox(key="a_cell").set_value("gru")
    app = sound(app.run())
    assert app.selectbox(key="a_init").value == "default"
    assert problems(app) == []


def test_every_setting_has_a_control():
    app = at(TrainView())
    placed = {element.key for kind in ("selectbox", "number_input") for element in app.get(kind)}
    assert {*settings_of(Budget), *settings_of(Repeats)} <= placed


def test_a_length_of_the_task_s_own_stands_empty_and_another_is_linked():
    app = at(TrainView(task="anbn"))
    assert app.number_input(key="length").value is None
    app = sound(app.number_input(key="length").set_value(30).run())
    assert app.query_params["length"] in ("30", ["30"])
    assert problems(app) == []
