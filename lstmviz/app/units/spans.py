"""Find alike: the rows that are on all through the brushed span, and the other places where they are."""

import streamlit as st

from lstmviz.app.units.corpora import Read, read
from lstmviz.app.units.missing import NO_ROWS
from lstmviz.app.units.scene import alike_of
from lstmviz.app.units.view import UnitsView
from lstmviz.app.units.words import place_of, word_of
from lstmviz.corpus import Alike, Pattern
from lstmviz.draw.notation import notation
from lstmviz.draw.text import ColouredText
from lstmviz.languages import gettext as _
from lstmviz.languages import ngettext
from lstmviz.nets.cells import CELLS

MOST_ROWS = 24
CONTEXT = 8  # steps beside a place


def show_alike(view: UnitsView, text: ColouredText) -> None:
    """The brushed span, what is on in it, and where that is on too."""
    assert text.span
    what = read(view)
    on, found = alike_of(view)
    start, stop = text.span
    with st.container(horizontal=True, vertical_alignment="center"):
        brushed = _("Find alike: steps {start} to {stop} are brushed.").format(start=start + 1, stop=stop)
        st.markdown(brushed, width="content")
        st.button(
            _("No span"), key="no span", on_click=st.session_state.update, kwargs={"span": "", "rows": ""}
        )
        label = _("How close to an end of its range a quantity counts as on: 0 is the middle, 1 the end")
        st.slider(label, 0.05, 1.0, step=0.05, key="threshold", width=340)
    if not on:
        st.markdown(_("Nothing is on all through the span. Take a lower threshold, or a shorter span."))
        return
    titles = {word_of(one.row): _title(one, what) for one in on[:MOST_ROWS]}
    st.session_state["rows on"] = [word for word in titles if not view.rows or word in view.rows.split(",")]
    st.pills(
        _("On all through the span, the rarest first"),
        list(titles),
        selection_mode="multi",
        format_func=titles.__getitem__,
        key="rows on",
        on_change=_choose_rows,
    )
    _show_places(what, found)


def _choose_rows() -> None:
    st.session_state["rows"] = ",".join(st.session_state["rows on"]) or NO_ROWS


def _show_places(what: Read, found: list[Alike]) -> None:
    if not found:
        st.markdown(_("Nowhere else are they on together."))
        return
    many = ngettext(
        "{n} of them is on at these places, the closest in length first:",
        "{n} of them are on together at these places, the closest in length first:",
        found[0].on,
    )
    st.markdown(many.format(n=found[0].on))
    with st.container(horizontal=True):
        for number, one in enumerate(found):
            words = "".join(what.corpus.tokens[max(0, one.start - CONTEXT) : one.stop + CONTEXT]).strip()
            st.button(
                f"{one.start + 1}–{one.stop}",
                key=f"alike {number}",
                help=words.replace("`", "'"),
                on_click=st.session_state.update,
                kwargs={"first": one.start},
            )


def _title(one: Pattern, what: Read) -> str:
    symbol = notation().symbol(CELLS[what.corpus.cell], one.row.quantity)
    form = _("{symbol} of {place} high") if one.high else _("{symbol} of {place} low")
    return form.format(symbol=symbol, place=place_of(one.row, what))
