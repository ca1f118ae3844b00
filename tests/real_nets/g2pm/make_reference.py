"""Logits of the real package, for the test of ours.

pip install --no-deps --target REAL g2pM==0.1.2.5
PYTHONPATH=REAL python tests/real_nets/g2pm/make_reference.py
"""

from pathlib import Path

import numpy as np
from g2pM import G2pM

SENTENCES = ("他在银行行走，我还没还书。", "音乐让人快乐", "长城很长②")  # ② is not among its characters

package, logits = G2pM(), {}
layer = package.fc_layer
for sentence in SENTENCES:
    package.fc_layer = lambda hidden, key=sentence: logits.setdefault(key, layer(hidden))
    numbers = [package.char2idx.get(one, package.char2idx["<UNK>"]) for one in f"시{sentence}끝"]
    package.predict(np.array([numbers]), list(range(1, len(sentence) + 1)))
shorter = {sentence: numbers.astype(np.float32) for sentence, numbers in logits.items()}
np.savez_compressed(Path(__file__).with_name("reference.npz"), **shorter)
