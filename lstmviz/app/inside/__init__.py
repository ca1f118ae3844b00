"""The Inside-a-cell page: one LSTM unit of one's own, in the browser."""
