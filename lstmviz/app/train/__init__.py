"""The Train page: its view, its controls, and what is shown of a training session."""
