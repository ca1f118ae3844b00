"""Where an LSTM serves, and where another net does as well."""

from lstmviz.app.claims.page import show

show("where")
