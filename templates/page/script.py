"""Template of a page's script; copy it to pages/NAME.py."""

from lstmviz.app.NAME.page import show

show()
