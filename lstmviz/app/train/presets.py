"""Settings of the Train page that teach something: each a set of words, and what it shows when it is run."""

from dataclasses import dataclass, fields
from typing import Any

import streamlit as st

from lstmviz.app.sequence_view import RNNS, SequenceView
from lstmviz.app.train.view import TrainView
from lstmviz.languages import N_
from lstmviz.languages import gettext as _
from lstmviz.learn.saved_nets import shipped
from lstmviz.learn.sessions.plan import Plan
from lstmviz.learn.settings import UNCLIPPED
from lstmviz.learn.tasks import TASKS
from lstmviz.learn.zoo.contestants import CONTESTANTS


@dataclass(frozen=True)
class Preset:
    """All settings of a training, and what it teaches."""

    name: str  # of its stored result
    title: str
    words: dict[str, Any]
    tells: str
    question: str
    options: tuple[str, ...]
    answer: int  # which of them its stored result shows, from 1

    @property
    def plan(self) -> Plan:
        """What it trains."""
        return TrainView(**self.words).plan


def _settings(**changed: Any) -> dict[str, Any]:
    """Every setting of a training, at its default unless changed; seeds enough to tell luck from the rest."""
    given = {field.name for field in fields(SequenceView)} - {"task"}
    names = [field.name for field in fields(TrainView) if field.name not in given]
    return {name: getattr(TrainView, name) for name in names} | {"seeds": 5} | changed


_EXPLODING = _settings(
    task="adding",
    length=50,
    steps=200,
    optimizer="sgd",
    clip=UNCLIPPED,
    a_cell="relu-rnn",
    a_hidden=16,
    a_init="identity",
    a_rate=0.03,
    b_size="units",
    b_init="identity",
    b_rate=0.03,
)

PRESETS = (
    Preset(
        "one-number",
        N_("One number decides"),
        _settings(
            task="temporal-order",
            length=100,
            steps=300,
            b_cell="lstm",
            b_size="units",
            b_init="chrono-100",
            b_rate=0.01,
        ),
        N_(
            "Two LSTMs that differ in the bias they start with, and marks to be remembered over 100 steps. "
            "With a forget-gate bias of 1 (A) the net stays near chance (0.25) for all these 300 updates; "
            "with chrono's biases (B), which are chosen for that length, it learns."
        ),
        N_(
            "Two LSTMs that differ only in the bias they start with, and marks to be remembered over 100 "
            "steps: which of them learns within 300 updates?"
        ),
        (N_("A, with a forget-gate bias of 1"), N_("B, with chrono's biases"), N_("both")),
        2,
    ),
    Preset(
        "weak-baseline",
        N_("A weak baseline"),
        _settings(
            task="temporal-order",
            steps=1500,
            a_cell="rnn",
            a_hidden=18,
            a_init="default",
            b_size="units",
        ),
        N_(
            "The tanh RNN that a first try trains (A) stays at chance (0.25): it looks like proof that none "
            "can. The same one from orthogonal weights at a smaller learning rate (B) learns it from "
            "most seeds."
        ),
        N_(
            "The same tanh RNN twice, as it is usually made (A), and from orthogonal weights with smaller "
            "steps (B): which of them learns to remember two marks?"
        ),
        (N_("neither: tanh RNNs cannot"), N_("B alone"), N_("both")),
        2,
    ),
    Preset(
        "large-step",
        N_("A step too large"),
        _settings(
            task="adding",
            length=20,
            steps=300,
            optimizer="sgd",
            clip=UNCLIPPED,
            a_cell="rnn",
            a_init="default",
            a_rate=1.0,
            b_init="default",
            b_rate=0.01,
        ),
        N_(
            "Gradient descent without clipping. At a learning rate of 1 the loss (A) grows until it "
            "overflows: the run ends there, and keeps its last good weights. B takes steps a hundredth as "
            "large."
        ),
        N_(
            "Gradient descent without clipping, at a learning rate of 1 (A) and of 0.01 (B): what becomes "
            "of A?"
        ),
        (N_("it learns faster"), N_("it overflows"), N_("it stays where it was")),
        2,
    ),
    Preset(
        "unclipped",
        N_("Gradients explode"),
        _EXPLODING,
        N_(
            "Two RNNs that start from the identity, by gradient descent, and nothing clipped. The gradient "
            "of the ReLUs (A) grows on its way back through 50 steps: one or two updates, and it overflows. "
            "That of tanh (B) does not. In the next preset gradients are clipped; all else is the same."
        ),
        N_(
            "Two RNNs from the identity, one of ReLUs (A) and one of tanh (B), and no gradient is clipped: "
            "what happens over 50 steps?"
        ),
        (N_("both train to the end"), N_("A overflows"), N_("both overflow")),
        2,
    ),
    Preset(
        "clipped",
        N_("The same, clipped"),
        _EXPLODING | {"clip": 1.0},
        N_(
            "As the preset before, but a gradient longer than 1 is cut to that length: the ReLUs (A) train "
            "to the end. Clipping keeps the run alive and teaches nothing by itself: after 200 updates "
            "neither net is better than one that always says the mean."
        ),
        N_("The same two RNNs, with every gradient cut to length 1: what does clipping bring A?"),
        (
            N_("it learns the task"),
            N_("it trains to the end, and learns little"),
            N_("nothing: it overflows"),
        ),
        2,
    ),
)


def offer_presets() -> None:
    """A menu; what is chosen sets every control of the page."""
    st.menu_button(_("Presets"), list(_titles()), key="preset", on_click=_take)


def _titles() -> dict[str, Preset | str]:
    """As the menu names them: the presets, and the RNNs that are shipped beside the LSTM."""
    shipped_recipes = _("The shipped recipes, LSTM and {net}")
    titles: dict[str, Preset | str] = {_(preset.title): preset for preset in PRESETS}
    return titles | {shipped_recipes.format(net=_(CONTESTANTS[net].title)): net for net in RNNS.values()}


def preset_of(view: TrainView) -> Preset | None:
    """The preset that trains what the view does."""
    return next((one for one in PRESETS if one.words == _words_of(view, one)), None)


def _words_of(view: TrainView, preset: Preset) -> dict[str, Any]:
    seen = {"at": TrainView.at, "since": TrainView.since}  # looking at another checkpoint changes nothing
    return {name: getattr(view, name) for name in preset.words} | seen


def _take() -> None:
    chosen = _titles()[st.session_state["preset"]]
    words = chosen.words if isinstance(chosen, Preset) else _shipped(chosen)
    st.session_state.update(words)
    st.session_state["seq"] = TASKS[words["task"]].first_example


def _shipped(rnn: str) -> dict[str, Any]:
    """The recipes of the nets that are shipped of the task that is chosen: its LSTM and one of its RNNs."""
    card = shipped.load(st.session_state["task"], "lstm").card
    a, b = (card.nets[net].shipped.recipe for net in ("lstm", rnn))
    return _settings(
        task=card.task,
        a_hidden=a.hidden,
        a_init=a.init,
        a_rate=a.learning_rate,
        b_cell=b.cell,
        b_size="own",
        b_hidden=b.hidden,
        b_init=b.init,
        b_rate=b.learning_rate,
        batch=a.batch,
        steps=a.steps,
        clip=a.clip,
        seeds=1,
    )
