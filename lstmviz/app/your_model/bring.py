"""The first half of the page: a file is uploaded, or named where the server was started, and looked into."""

import shutil
from pathlib import Path
from typing import Any, NamedTuple

import streamlit as st

from lstmviz.app.running import presence
from lstmviz.app.visitor import visitor
from lstmviz.app.widgets import show_problem
from lstmviz.app.your_model.child import OWN, read_in_child
from lstmviz.app.your_model.uploads import visitors_folder
from lstmviz.errors import InputError
from lstmviz.formats import FORMATS
from lstmviz.languages import gettext as _
from lstmviz.limits import LARGEST_UPLOAD

SUFFIXES = [suffix.removeprefix(".") for known in FORMATS for suffix in known.suffixes]


class Brought(NamedTuple):
    """A file that was looked into."""

    path: Path
    folder: Path  # for what is taken out of it
    found: dict[str, Any]  # as reading.py lists it


def bring() -> Brought | None:
    """The controls, and the file that was brought last and could be read."""
    label = _("A file of weights: PyTorch, safetensors, NPZ, ONNX or Keras; up to {most} MB.")
    file = st.file_uploader(label.format(most=LARGEST_UPLOAD), SUFFIXES, key="model_file")
    for path in OWN:
        if st.button(_("Open {file}, which this server was started with").format(file=f"`{path.name}`")):
            _look_into(path, visitors_folder(visitor(), presence()))
    if file is not None and st.session_state.get("looked_into") != file.file_id:
        st.session_state["looked_into"] = file.file_id
        folder = visitors_folder(visitor(), presence())
        path = folder / f"file{Path(file.name).suffix.lower()}"
        path.write_bytes(file.getbuffer())
        _look_into(path, folder, file.name)
    if problem := st.session_state.get("file_problem"):
        show_problem(problem)
    return st.session_state.get("brought")


def _look_into(path: Path, folder: Path, name: str = "") -> None:
    """A file that is refused leaves the one before as it was."""
    before = st.session_state.get("brought")
    try:
        with st.spinner(_("Looking into the file …")):
            found = read_in_child("list", {"path": str(path)}, folder)
    except InputError as error:
        # Translators: the file, in "it is empty"
        says = str(error).replace(path.name, _("it"))
        st.session_state["file_problem"] = f"{name or path.name}: {says}"
        shutil.rmtree(folder, ignore_errors=True)
        return
    st.session_state["file_problem"] = ""
    st.session_state["alphabet"] = found["alphabet"]
    st.session_state["brought"] = Brought(path, folder, found | {"file": name or path.name})
    if before is not None:
        shutil.rmtree(before.folder, ignore_errors=True)
