"""What counts as an English sentence among what is said in another language."""

import re

RUN = re.compile(r"(?:\b(?:a|[A-Za-z][a-z’']+) +){2,}[A-Za-z][a-z’']+")
CODE = r"`[^`]*`|<style.*?</style>|<[^>]*>"
ADDRESSES = r"\]\([^)]*\)|https?:\S*"
SOURCES = r"\d{4}, \*[^*]*\*|\w+ et al\b|[A-Z]\w+ and [A-Z]\w+"  # titles and authors
NOT_SAID = re.compile(f"{CODE}|{ADDRESSES}|{SOURCES}", re.DOTALL)


def english(text):
    """Every run of three English words and more, but for code, addresses, titles and names of sources."""
    return RUN.findall(NOT_SAID.sub("\n", text))
