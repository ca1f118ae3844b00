"""g2pM (Park & Lee 2020): how a Chinese character with several readings is read in this sentence.

net.py: the net; scores.py: what it is worth; `python -m lstmviz.real_nets.g2pm` takes its weights out of the
package and scores it.
"""

from pathlib import Path

from lstmviz.languages import N_
from lstmviz.real_nets.g2pm.scores import errs
from lstmviz.real_nets.real_net import RealNet

NET = RealNet(
    name="g2pm",
    title=N_("Chinese readings (g2pM)"),
    does=N_(
        "Many Chinese characters have several readings: 行 is háng in 银行, a bank, and xíng in 行走, to "
        "walk. An LSTM of 32 units reads the sentence from the left, another from the right; at each such "
        "character two layers choose one of 876 readings from both."
    ),
    serves=N_(
        "Speech synthesis and annotation with pinyin: 1.6 MB decide nearly as well as a BERT (97.9 %, by the "
        "paper's own figures), because the answer mostly lies a character or two away."
    ),
    errs=errs,
    tour="chinese-readings",
    source="https://github.com/kakaobrain/g2pM",
    licence="Apache-2.0",
    folder=Path(__file__).parent,
)
