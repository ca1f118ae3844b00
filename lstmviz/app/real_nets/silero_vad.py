"""Silero VAD on its page: a visitor's own recording, and the sound over what the net makes of it."""

import streamlit as st

from lstmviz.app.real_nets.scene import with_sound
from lstmviz.app.real_nets.view import RealNetsView
from lstmviz.app.widgets import show_problem, show_stepper
from lstmviz.draw.stepper import Stepper
from lstmviz.errors import InputError
from lstmviz.languages import gettext as _
from lstmviz.real_nets.silero_vad import RECORDING
from lstmviz.real_nets.silero_vad.model import MODEL, Speaking
from lstmviz.real_nets.silero_vad.sound import LARGEST_MEGABYTES, LONGEST_SECONDS


def model() -> Speaking:
    """Of the visitor's recording, if there is one that can be read, else of the shipped one."""
    label = _("Your own recording: a WAV file of up to {most} s").format(most=LONGEST_SECONDS)
    file = st.file_uploader(label, type="wav", key="recording", max_upload_size=LARGEST_MEGABYTES)
    if file is None:
        return MODEL
    own = Speaking(file.getvalue())
    try:
        own.tokens("0-1")  # reads it
    except InputError as error:
        show_problem(str(error))
        return MODEL
    return own


def chosen() -> dict[str, float]:
    """Nothing that the link holds."""
    return {}


def show(model: Speaking, view: RealNetsView) -> None:
    """The recording to be heard, and the stretch of it that is stepped."""
    st.audio(RECORDING.read_bytes() if model.wav is None else model.wav, format="audio/wav")
    show_stepper(Stepper(with_sound(model, view.sequence), view.palette))
