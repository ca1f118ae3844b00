"""`lstmviz publish`: a lecture as a static site, which any web space serves and a folder opens.

contents.py says what stands in place of a page, stop_page.py writes a stop, site.py all files.
"""

from lstmviz.app.publish.site import Published, publish

__all__ = ["Published", "publish"]
