"""How far back a net remembers, by cell and by where its weights start."""

from lstmviz.app.claims.page import show_claims

show_claims("how_far")
