"""Where an LSTM serves, and where another net does as well."""

from lstmviz.app.claims.page import show_claims

show_claims("where")
