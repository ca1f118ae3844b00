"""python -m lstmviz.real_nets.g2pm: take the weights of g2pM out of its package, and score them.

pip download --no-deps g2pM==0.1.2.5
git clone https://github.com/kakaobrain/g2pM
python -m lstmviz.real_nets.g2pm g2pM-0.1.2.5-py3-none-any.whl g2pM/data

From the package come the weights, the characters that it knows and the readings that it can answer, not its
dictionary. From the data (CPP, Apache-2.0) come which characters have several readings, and how often it is
right about each.
"""

import json
import pickle
from argparse import ArgumentParser, RawDescriptionHelpFormatter
from collections import Counter
from collections.abc import Iterator
from functools import partial
from itertools import islice
from pathlib import Path

import torch
from safetensors.torch import save
from tqdm import tqdm

from lstmviz.real_nets.g2pm.net import WEIGHTS, G2pM
from lstmviz.real_nets.g2pm.scores import SCORES
from lstmviz.real_nets.g2pm.vocabulary import VOCABULARY, vocabulary
from lstmviz.real_nets.wheel import opened
from lstmviz.storage.files import write_whole
from lstmviz.storage.stored import Row, store

SHA256 = "9e920b82df4002f96d8679720c7a858d10816d438dbd61b8b6b621a80a976361"
MARK = "▁"  # on either side of the character whose reading is given


def main() -> None:
    """Parse the command line, and do it."""
    parser = ArgumentParser(
        prog="python -m lstmviz.real_nets.g2pm",
        description=__doc__,
        formatter_class=RawDescriptionHelpFormatter,
    )
    parser.add_argument("wheel", type=Path, help="g2pM-0.1.2.5-py3-none-any.whl")
    parser.add_argument("data", type=Path, help="the folder with dev.sent, dev.lb, test.sent, test.lb")
    arguments = parser.parse_args()
    convert(arguments.wheel)
    with tqdm(unit="character") as bar:
        store(SCORES, "g2pM", {"wheel": SHA256}, partial(scored, arguments.data), bar.update)


def convert(wheel: Path) -> None:
    """Write WEIGHTS, VOCABULARY and the licence. Raises InputError where the wheel is another one.

    Its pickles can call anything; that they do not is known of this one file.
    """
    with opened(wheel, "g2pM 0.1.2.5", SHA256) as archive:
        weights = pickle.loads(archive.read("g2pM/np_ckpt.pkl"))
        characters = pickle.loads(archive.read("g2pM/char2idx.pkl"))
        readings = pickle.loads(archive.read("g2pM/class2idx.pkl"))
        licence = archive.read("g2pM-0.1.2.5.dist-info/LICENSE")
    write_whole(WEIGHTS, save({name: torch.from_numpy(array) for name, array in weights.items()}))
    words = {"characters": _in_order(characters), "readings": _in_order(readings)}
    write_whole(VOCABULARY, json.dumps(words, ensure_ascii=False, separators=(",", ":")).encode())
    write_whole(WEIGHTS.with_name("LICENSE"), licence)


def _in_order(numbers: dict[str, int]) -> list[str]:
    return sorted(numbers, key=lambda word: numbers[word])


def scored(data: Path, begun: int) -> Iterator[Row]:
    """A row for each character with several readings: how often each stands in the test data, and is found.

    The first `begun` are measured already.

    "usual" is the commonest in the other part of the data, "dev", which a rule without a net would say.
    """
    net, names = G2pM.shipped(), vocabulary().readings
    usual: dict[str, Counter[str]] = {}
    for _, character, reading, _ in labelled(data, "dev"):
        usual.setdefault(character, Counter())[reading] += 1
    asked: dict[str, Counter[str]] = {character: Counter() for character in usual}
    right: dict[str, Counter[str]] = {character: Counter() for character in usual}
    for sentence, character, reading, place in labelled(data, "test"):
        asked[character][reading] += 1
        right[character][reading] += names[int(net(sentence)[place].argmax())] == reading
    for character, counts in islice(usual.items(), begun, None):
        yield {
            "character": character,
            "usual": counts.most_common(1)[0][0],
            "asked": dict(asked[character].most_common()),
            "right": dict(right[character]),
        }


def labelled(data: Path, part: str) -> Iterator[tuple[str, str, str, int]]:
    """Sentence, character, its right reading, its place in the sentence."""
    sentences = (data / f"{part}.sent").read_text(encoding="utf-8").splitlines()
    readings = (data / f"{part}.lb").read_text(encoding="utf-8").splitlines()
    for marked, reading in zip(sentences, readings, strict=True):
        place = marked.index(MARK)
        sentence = marked.replace(MARK, "")
        yield sentence, sentence[place], reading, place


if __name__ == "__main__":
    main()
