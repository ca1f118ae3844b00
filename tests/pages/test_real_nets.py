"""The Real nets page, without a browser."""

import numpy as np
import pytest

from lstmviz.app.real_nets import g2pm
from lstmviz.app.real_nets.page import MODES
from lstmviz.app.real_nets.scene import LEVELS, decibels, scene, waveform, with_sound
from lstmviz.app.subjects import MODELS
from lstmviz.real_nets import REAL_NETS
from lstmviz.real_nets.g2pm.model import LONGEST
from lstmviz.real_nets.silero_vad import RECORDING
from lstmviz.real_nets.silero_vad.model import STEP, Speaking
from lstmviz.real_nets.silero_vad.sound import RATE, write_wav
from tests.draw.stepper.test_pack import unpack
from tests.pages.opening import opened, problems, sound
from tests.pages.opening import scene as shown


def html(app):
    return "".join(one.proto.body for one in app.get("html"))


def test_every_real_net_is_a_model_and_has_a_mode():
    assert set(REAL_NETS) == set(MODELS) <= set(MODES)


@pytest.mark.parametrize("net", REAL_NETS)
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_it_opens_on_every_net_and_says_where_it_errs(net, lang):
    app = opened("real_nets", net=net, lang=lang)
    assert problems(app) == []
    assert any(REAL_NETS[net].licence in text.value for text in app.markdown)
    assert any(REAL_NETS[net].errs() in text.value for text in app.markdown) or lang == "zh"


@pytest.mark.parametrize("net", REAL_NETS)
@pytest.mark.parametrize("page", ["step", "what_if", "memory"])
def test_every_net_opens_on_the_pages_with_a_sequence(net, page):
    assert problems(opened(page, task=net)) == []


def test_most_is_forgotten_as_g2pm_is_introduced():
    runs = [scene(MODELS["g2pm"], example.typed) for example in MODELS["g2pm"].examples]
    gates = [panel.values("forget_gate").flatten() for run in runs for panel in run.panels]
    assert 0.15 < np.median(np.concatenate(gates)) < 0.2


def test_a_sentence_bears_its_readings_right_and_wrong_ones():
    told = html(opened("real_nets", seq="我还要还书"))
    assert '<ruby>还<rt class="right">hái ✓</rt></ruby>' in told
    assert '<ruby>还<rt class="wrong">hái ✗</rt></ruby>' in told


def test_of_another_sentence_nobody_knows_the_right_reading():
    app = opened("real_nets", seq="他<b>行</b>了")
    assert '&lt;b&gt;<ruby>行<rt class="">' in html(app)
    assert "<td>行</td><td>xíng" in html(app)
    assert html(app).count("<td>?</td>") == 2


def test_a_sentence_without_such_a_character_says_so():
    app = opened("real_nets", seq="abc")
    assert any("more than one reading" in text.value for text in app.text)


def test_a_sentence_too_long_is_told_so():
    (said,) = problems(opened("real_nets", seq="行" * (LONGEST + 1)))
    assert str(LONGEST) in said


def test_both_directions_step_over_one_sentence():
    model = MODELS["g2pm"]
    both = scene(model, "他在银行行走")
    assert [panel.layer.reverse for panel in both.panels] == [False, True]
    assert both.tokens == tuple("⊢他在银行行走⊣")
    read = g2pm.read_in(both)
    assert {place: (one.likeliest[0][0], one.mark) for place, one in read.items()} == {
        3: ("háng", "right"),
        4: ("xíng", "right"),
    }


def test_the_sound_stands_on_the_axis_of_the_lstm():
    heard = with_sound(MODELS["silero-vad"], "3-4.5")
    picture, lstm = heard.panels
    assert picture.steps == lstm.steps == len(heard.tokens) == 47
    assert picture.values("sound").shape == (LEVELS, 47)
    spectrum = picture.values("spectrum")
    loudest = 8000 - 62.5 * spectrum[:, 20].argmax()  # Hz, in the middle of a chord of 220 to 330
    assert 150 < loudest < 400


def test_a_waveform_reaches_as_far_as_the_samples_do():
    model = MODELS["silero-vad"]
    rows = waveform(model.frames)[:, 0]  # (T, LEVELS)
    assert rows[:, LEVELS // 2].mean() > 0.99  # through 0
    peak = model.frames.abs().amax(1).argmax()
    assert rows[peak, 0] or rows[peak, -1]
    assert decibels(model.spectrum).max() == 1


def test_an_own_recording_is_stepped_and_nobody_knows_what_is_right():
    own = Speaking(RECORDING.read_bytes())
    mine, shipped = (with_sound(one, "0.5-3") for one in (own, MODELS["silero-vad"]))
    assert not mine.question.asked.any()
    assert np.array_equal(mine.panels[1].says.values, shipped.panels[1].says.values)


def button(app, label):
    return next(one for one in app.button if one.label == label)


def test_the_character_model_draws_and_goes_on_in_the_same_way():
    app = opened("real_nets", net="character-model", seq="def ", temperature="0.5")
    sound(button(app, "Draw 20 characters").click().run())
    written = app.session_state["seq"]
    assert written.startswith("def ")
    assert len(written) == 24
    again = opened("real_nets", net="character-model", seq="def ", temperature="0.5")
    sound(button(again, "Draw 20 characters").click().run())
    assert again.session_state["seq"] == written
    assert "<td>LSTM</td>" in html(again)
    assert "<td>tanh RNN</td>" in html(again)


def test_nothing_is_drawn_behind_a_text_that_cannot_be_read():
    app = opened("real_nets", net="character-model")
    app.text_input(key="seq").set_value("naïve")
    sound(button(app, "Draw 1 character").click().run())
    assert app.session_state["seq"] == "naïve"
    (said,) = problems(app)
    assert "ï" in said


def upload(app, data, name="mine.wav"):
    (uploader,) = app.get("file_uploader")
    return sound(uploader.upload(name, data, "audio/wav").run())


def test_a_visitor_s_wav_is_heard():
    one_second = 0.1 * np.sin(2 * np.pi * 440 * np.arange(RATE) / RATE)
    app = upload(opened("real_nets", net="silero-vad"), write_wav(one_second))
    assert problems(app) == []
    assert unpack(shown(app))[0]["steps"] == round(1 / STEP) + 1


def test_what_is_no_wav_is_told_and_the_shipped_recording_stays():
    app = upload(opened("real_nets", net="silero-vad"), b"no sound")
    (said,) = problems(app)
    assert "ffmpeg" in said
    assert unpack(shown(app))[0]["steps"] == 281
