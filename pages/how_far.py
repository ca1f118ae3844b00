"""How far back a net remembers, by cell and by where its weights start."""

from lstmviz.app.claims.page import show

show("how_far")
