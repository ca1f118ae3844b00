"""The link: a page's view, the words of the address that stand for it, and the way from one to the other.

fields.py reads one word, view.py all words of a page, address.py the browser's address.
"""
