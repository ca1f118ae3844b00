"""What counts as an English sentence among what is said in another language."""

import re

RUN = re.compile(r"(?:\b(?:a|[A-Za-z][a-z’']+) +){2,}[A-Za-z][a-z’']+")
NOT_SAID = re.compile(
    r"`[^`]*`|<style.*?</style>|<[^>]*>|\]\([^)]*\)|https?:\S*", re.DOTALL
)  # code, addresses
NAMES = re.compile(r"\w+ et al\b|[A-Z]\w+ and [A-Z]\w+")  # of authors


def english(text):
    """Every run of three English words and more, but for code, addresses and names."""
    return RUN.findall(NAMES.sub("", NOT_SAID.sub("\n", text)))
