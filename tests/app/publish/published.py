"""What stands in a published page, read back."""

import base64
import gzip
import json
import re

PART = re.compile(r'<div data-kind="(\w+)">.*?<script type="text/plain">(.*?)</script>', re.DOTALL)


def parts(page):
    """(kind, content) of every part of a page's text."""
    return [(kind, gzip.decompress(base64.b64decode(content))) for kind, content in PART.findall(page)]


def placings(page):
    """Where the card stands, before the guess and after it."""
    return json.loads(re.search(r'id="stop">(.*?)</script>', page)[1])
