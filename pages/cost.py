"""What an LSTM costs, counted and measured on this server."""

from lstmviz.app.claims.page import show

show("cost")
