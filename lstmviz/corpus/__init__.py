"""A corpus through a net: traced once, to memory or disk, then asked which unit follows what, and where.

corpus = lstmviz.corpus.trace(lstm, ids, folder="corpus", embedding=embedding, tokens=text)
ranking = lstmviz.corpus.rank(corpus, lstmviz.corpus.HYPOTHESES["quotes"].at(corpus.texts))
print(ranking)
"""

from lstmviz.corpus.alike import Alike, Pattern, alike, pattern
from lstmviz.corpus.clamping import Effect, clamped
from lstmviz.corpus.hypotheses import HYPOTHESES, Hypothesis
from lstmviz.corpus.places import Place, places
from lstmviz.corpus.ranking import Found, Ranking, rank
from lstmviz.corpus.stored import Corpus, Row, load
from lstmviz.corpus.tracing import trace

__all__ = [
    "HYPOTHESES",
    "Alike",
    "Corpus",
    "Effect",
    "Found",
    "Hypothesis",
    "Pattern",
    "Place",
    "Ranking",
    "Row",
    "alike",
    "clamped",
    "load",
    "pattern",
    "places",
    "rank",
    "trace",
]
