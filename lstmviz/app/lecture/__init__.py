"""A lecture on the app's pages: the card of a stop, the way from stop to stop, the speaker's notes."""
