"""What the claims cite, and which of it was read for what they say: the others are cited from memory."""

import re
from typing import NamedTuple

from lstmviz.languages import gettext as _


class Source(NamedTuple):
    """A paper or book, by the words in which texts cite it: "Gers, Schmidhuber & Cummins 2000"."""

    authors: str
    year: int
    title: str
    abstract_read: bool = False


SOURCES = (
    Source(
        "Appleyard, Kočiský & Blunsom", 2016, "Optimizing performance of recurrent neural networks on GPUs"
    ),
    Source(
        "Bai, Kolter & Koltun",
        2018,
        "An empirical evaluation of generic convolutional and recurrent networks for sequence modeling",
        abstract_read=True,
    ),
    Source(
        "Bengio, Simard & Frasconi",
        1994,
        "Learning long-term dependencies with gradient descent is difficult",
    ),
    Source("Blelloch", 1990, "Prefix sums and their applications"),
    Source("Elman", 1990, "Finding structure in time"),
    Source("Feng et al.", 2024, "Were RNNs all we needed?", abstract_read=True),
    Source(
        "Gers, Schmidhuber & Cummins",
        2000,
        "Learning to forget: continual prediction with LSTM",
        abstract_read=True,
    ),
    Source(
        "Glorot & Bengio", 2010, "Understanding the difficulty of training deep feedforward neural networks"
    ),
    Source("Glorot, Bordes & Bengio", 2011, "Deep sparse rectifier neural networks"),
    Source("Goodfellow et al.", 2013, "Maxout networks"),
    Source(
        "Graves, Mohamed & Hinton",
        2013,
        "Speech recognition with deep recurrent neural networks",
        abstract_read=True,
    ),
    Source("Greff et al.", 2017, "LSTM: a search space odyssey", abstract_read=True),
    Source(
        "He et al.",
        2015,
        "Delving deep into rectifiers: surpassing human-level performance on ImageNet classification",
    ),
    Source("Hochreiter", 1991, "Untersuchungen zu dynamischen neuronalen Netzen"),
    Source("Hochreiter & Schmidhuber", 1997, "Long short-term memory", abstract_read=True),
    Source(
        "Jozefowicz, Zaremba & Sutskever",
        2015,
        "An empirical exploration of recurrent network architectures",
    ),
    Source("Krueger et al.", 2017, "Zoneout: regularizing RNNs by randomly preserving hidden activations"),
    Source(
        "Le, Jaitly & Hinton",
        2015,
        "A simple way to initialize recurrent networks of rectified linear units",
        abstract_read=True,
    ),
    Source("LeCun et al.", 1989, "Backpropagation applied to handwritten zip code recognition"),
    Source("LeCun et al.", 1998, "Efficient backprop"),
    Source("Martin & Cundy", 2018, "Parallelizing linear recurrent neural nets over sequence length"),
    Source("Minsky & Papert", 1969, "Perceptrons"),
    Source("Novikoff", 1962, "On convergence proofs on perceptrons"),
    Source("van den Oord et al.", 2016, "WaveNet: a generative model for raw audio"),
    Source(
        "Pascanu, Mikolov & Bengio",
        2013,
        "On the difficulty of training recurrent neural networks",
        abstract_read=True,
    ),
    Source(
        "Rosenblatt",
        1958,
        "The perceptron: a probabilistic model for information storage and organization in the brain",
    ),
    Source("Rumelhart, Hinton & Williams", 1986, "Learning representations by back-propagating errors"),
    Source("Semeniuta, Severyn & Barth", 2016, "Recurrent dropout without memory loss"),
    Source(
        "Sprinkhuizen-Kuyper & Boers",
        1999,
        "The local minima of the error surface of the 2-2-1 XOR network",
    ),
    Source("Sutskever, Vinyals & Le", 2014, "Sequence to sequence learning with neural networks"),
    Source("Tallec & Ollivier", 2018, "Can recurrent neural networks warp time?", abstract_read=True),
    Source("Vaswani et al.", 2017, "Attention is all you need"),
    Source(
        "Werbos",
        1974,
        "Beyond regression: new tools for prediction and analysis in the behavioral sciences",
    ),
    Source("Werbos", 1990, "Backpropagation through time: what it does and how to do it"),
)


def cited_in(text: str) -> list[Source]:
    """The sources that a text in English names, in the order of SOURCES."""
    words = " ".join(text.split())
    return [one for one in SOURCES if re.search(rf"\b{re.escape(one.authors)}\D{{0,20}}{one.year}", words)]


def sources_of(text: str) -> str:
    """What a text in English cites and how well it was known to who wrote it, as Markdown; or nothing."""
    told = []
    for read, says in (
        (True, _("Sources whose abstract was read for this page: {titles}.")),
        (False, _("Cited from memory, not read again for this page: {titles}.")),
    ):
        cited = [one for one in cited_in(text) if one.abstract_read == read]
        if cited:
            titles = _("; ").join(f"{one.authors} {one.year}, *{one.title}*" for one in cited)
            told.append(says.format(titles=titles))
    return "\n\n".join(told)
