import re

import pytest

from lstmviz.claims import CLAIMS
from lstmviz.claims.sources import SOURCES, cited_in, sources_of

YEAR = re.compile(r"\b(?:19|20)[0-9]{2}\b")
TOLD = [claim.explanation for claim in CLAIMS.values()]


@pytest.mark.parametrize("claim", CLAIMS.values(), ids=CLAIMS)
def test_whatever_a_claim_cites_is_declared(claim):
    years = {int(year) for year in YEAR.findall(claim.explanation)}
    assert years == {source.year for source in cited_in(claim.explanation)}


@pytest.mark.parametrize("source", SOURCES, ids=lambda one: f"{one.authors} {one.year}")
def test_whatever_is_declared_is_cited(source):
    assert any(source in cited_in(text) for text in TOLD)


def test_a_page_says_what_was_read_and_what_is_cited_from_memory():
    told = sources_of("They fade (Hochreiter 1991; Pascanu, Mikolov & Bengio 2013).")
    read, remembered = told.split("\n\n")
    assert read.startswith("Sources whose abstract was read for this page: Pascanu, Mikolov & Bengio 2013")
    assert remembered.startswith("Cited from memory, not read again for this page: Hochreiter 1991, *Unter")


def test_where_nothing_is_cited_nothing_is_said():
    assert sources_of("Nobody said so in 1997.") == ""
