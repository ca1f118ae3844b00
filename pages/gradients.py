"""What reaches back through time, and what decides it."""

from lstmviz.app.claims.page import show

show("gradients")
