"""The door above the front page's picture: what this is, and the ways in; folded for whoever comes back."""

from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlencode

import streamlit as st

from lstmviz.app.navigation import link
from lstmviz.languages import N_
from lstmviz.languages import gettext as _
from lstmviz.learn.tasks.recall import Recall


class Way(NamedTuple):
    """A way in."""

    title: str
    promise: str  # what one finds there, a few words
    address: str  # of this app


SENTENCE = N_(
    "Open the lid of an LSTM: step it over a sequence, read every gate, change one and see what follows."
)
_OLD_LETTER_STAYS = {
    "task": Recall.name,
    "seq": Recall.example("two flags"),
    "changes": "forget_gate,set,1,all,t12-12",  # at the second flag
}
WAYS = (
    Way(N_("Change a gate"), N_("an LSTM that cannot forget"), f"/what-if?{urlencode(_OLD_LETTER_STAYS)}"),
    Way(N_("Read the story"), N_("from one neuron to the LSTM"), "/story"),
    Way(N_("Play with one cell"), N_("every weight is a slider"), "/inside"),
)

_component = st.components.v2.component(
    "lstmviz_door",
    html='<div class="door"><h1></h1><button type="button"></button></div>',
    js=Path(__file__).with_suffix(".js").read_text(encoding="utf-8"),
    isolate_styles=False,  # the page's style folds what stands below (page.css)
)


def show_door() -> None:
    """Place it where the session came by the bare address; who followed a link wants what it names."""
    if not st.session_state.setdefault("by_bare_address", not st.query_params):
        return
    with st.container(key="door"):
        _component(
            key="door_sentence",
            data={"fold": _("Hide"), "unfold": _("Ways in"), "sentence": _(SENTENCE)},
            height="content",
        )
        with st.container(key="door_ways", horizontal=True):
            for way in WAYS:
                title, promise = _(way.title), _(way.promise)
                link(_("**{title}**: {promise}").format(title=title, promise=promise), way.address)
