"""The second half of the page: which layer of the file, and what it reads and answers."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import streamlit as st
from safetensors.torch import load_file

from lstmviz.app.mine import enter
from lstmviz.app.widgets import show_problem, show_table
from lstmviz.app.your_model.alphabets import read_alphabet
from lstmviz.app.your_model.bring import Brought
from lstmviz.app.your_model.child import read_in_child
from lstmviz.app.your_model.guesses import Table, embeddings, readouts
from lstmviz.app.your_model.reading import MODEL
from lstmviz.errors import InputError
from lstmviz.languages import gettext as _
from lstmviz.learn.saved_nets.uploaded import keep_model
from lstmviz.learn.saved_nets.uploaded_model import UploadedCard

Layer = dict[str, Any]  # as reading.py lists one


def declare(brought: Brought) -> None:
    """What is in the file, the choices, and the button that opens the layer."""
    found = brought.found
    _show_layers(found["layers"])
    names = {layer["name"]: _called(layer) for layer in found["layers"] if not layer["problem"]}
    if not names:
        show_problem(_("None of these layers can be shown here; the table says why."))
        return
    name = st.selectbox(_("Layer to open"), list(names), format_func=names.__getitem__, key="picked_layer")
    layer = next(one for one in found["layers"] if one["name"] == name)
    stated = {setting: _ask(setting, values) for setting, values in layer["unsaid"].items()}
    embedding = _choose_embedding(found, layer)
    alphabet = _ask_alphabet(embedding)
    if embedding and not alphabet:
        return
    readout = _choose_readout(found, layer, embedding)
    sigmoid = _ask_what_follows(readout)
    of_file = brought.folder.name  # what is typed of one file is not for the next
    first = st.text_input(_("A first sequence, if you like"), key=f"first sequence {of_file}")
    data = _choose_data() if not alphabet else None
    title = st.text_input(_("A name for it"), Path(found["file"]).stem, key=f"model title {of_file}")
    if st.button(_("Open it"), type="primary"):
        try:
            card = UploadedCard(
                title=title.strip()[:60] or names[name],
                file=found["file"],
                layer=names[name],
                activation=(layer["settings"] | stated)["activation"] if layer["kind"] == "RNN" else None,
                alphabet=read_alphabet(alphabet),
                answers=_answers(readout, read_alphabet(alphabet)),
                first=first,
                date=date.today().isoformat(),
                sigmoid=sigmoid,
            )
            tables = {"embedding": embedding, "readout": readout}
            st.session_state["opened_model"] = _open(brought, layer, stated, tables, data, card)
        except InputError as error:
            show_problem(str(error))


def _show_layers(layers: list[Layer]) -> None:
    head = (_("name"), _("kind"), _("input"), _("hidden"), _("layers"), _("directions"), _("note"))
    columns = ("kind", "input", "hidden", "layers", "directions")
    rows = [
        [_called(one), *(str(one.get(column, "")) for column in columns), one.get("note") or one["problem"]]
        for one in layers
    ]
    show_table(head, rows)
    st.caption(
        _(
            "A file does not name its gates: safetensors, PyTorch and NPZ are read in the order i f g o, "
            "r z n, ONNX as i o f c, z r h, Keras as i f c o, z r h. Opened, it can be checked against an "
            "output that you know."
        )
    )


def _called(layer: Layer) -> str:
    """Its name in the file; its kind where the file holds nothing else and names nothing."""
    return str(layer["name"] or layer["kind"])


def _ask(setting: str, values: list[Any]) -> Any:
    """What the file does not say."""
    return st.selectbox(_("The file does not say its {setting}. What is it?").format(setting=setting), values)


def _choose_embedding(found: dict[str, Any], layer: Layer) -> Table | None:
    """Guessed by its shape, to be confirmed or switched off."""
    label = _("Embedding: a row of the layer’s inputs for each symbol")
    return _choose_table(label, "embedding", embeddings(found, layer))


def _ask_alphabet(embedding: Table | None) -> str:
    """What the symbols are; of an embedding it has to be known before anything can be read."""
    alphabet = st.text_area(
        _("Its alphabet, if it reads text: characters in their order, or JSON. Empty where it reads numbers"),
        key="alphabet",
    )
    if embedding and not alphabet:
        asked = _(
            "The embedding has {rows} rows, one for each symbol, and the file does not say which symbols "
            "they are. Type or paste them above to go on. If you do not know them, you can still see the "
            "net at work:"
        )
        st.markdown(asked.format(rows=f"{embedding.rows:,}"))
        label = _("Call the symbols by their numbers, 0 to {last}").format(last=f"{embedding.rows - 1:,}")
        st.button(label, on_click=_number_symbols, args=(embedding.rows,))
    return alphabet


def _number_symbols(many: int) -> None:
    st.session_state["alphabet"] = json.dumps(list(map(str, range(many))))


def _choose_readout(found: dict[str, Any], layer: Layer, embedding: Table | None) -> Table | None:
    """Guessed by its shape too."""
    taken = embedding.name if embedding else ""
    label = _("Readout: the layer’s outputs to answers")
    return _choose_table(label, "readout", readouts(found, layer, taken))


def _choose_table(label: str, key: str, tables: list[Table]) -> Table | None:
    if not tables:
        return None
    titles = {table: table.title for table in tables} | {None: _("none")}
    return st.selectbox(label, list(titles), format_func=titles.__getitem__, key=f"{key} table")


def _ask_what_follows(readout: Table | None) -> bool:
    """Whether a sigmoid follows the readout: weights cannot tell."""
    if readout is None:
        return False
    several = readout.rows > 1
    other = _("softmax: one of the answers is right") if several else _("nothing: it says a number")
    titles = {False: other, True: _("sigmoid: each answer is a probability of its own")}
    label = _("What follows the readout? Its weights do not tell; for several numbers choose no readout")
    return st.selectbox(label, list(titles), format_func=titles.__getitem__, key="follows_readout")


def _choose_data() -> Any:
    return st.file_uploader(
        _("Numbers for it, if you like: CSV, a line a step, or NPY; without, some are drawn"),
        ["csv", "npy"],
        key="data_file",
    )


def _answers(readout: Table | None, alphabet: tuple[str, ...]) -> tuple[str, ...]:
    """The next symbol where there are as many answers as symbols, else the answers' numbers; none of one."""
    if readout is None or readout.rows == 1:
        return ()
    return alphabet if readout.rows == len(alphabet) else tuple(map(str, range(readout.rows)))


def _open(
    brought: Brought,
    layer: Layer,
    stated: dict[str, Any],
    tables: dict[str, Table | None],
    data: Any,
    card: UploadedCard,
) -> str:
    """Keep the layer, and put it on the visitor's list; returns its name."""
    embedding, readout = tables["embedding"], tables["readout"]
    chosen = {
        "embedding.weight": embedding.name if embedding else "",
        "readout.weight": readout.name if readout else "",
        "readout.bias": readout.bias if readout else "",
    }
    settings = {"path": str(brought.path), "layer": layer["name"], "stated": stated, "tables": chosen}
    taken = read_in_child("take", settings | {"turned": bool(readout and readout.turned)}, brought.folder)
    tensors = load_file(Path(taken["folder"]) / MODEL)
    if data is not None:
        path = brought.folder / f"data{Path(data.name).suffix.lower()}"
        path.write_bytes(data.getbuffer())
        read = read_in_child("numbers", {"path": str(path), "inputs": layer["input"]}, brought.folder)
        tensors |= load_file(Path(read["folder"]) / "data.safetensors")
    name = keep_model(tensors, card)
    enter(name, card.title)
    return name
