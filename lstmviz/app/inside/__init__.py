"""The Inside-a-cell page: one unit of one's own, in the browser."""
