"""The story: from a problem that needs a memory to the LSTM, a chapter a screen, and what to keep."""
