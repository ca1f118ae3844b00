"""The limits that a visitor meets. Each is told where it is met."""

import os

LONGEST_SEQUENCE = 2000
"""Steps of a sequence on Step, What if and in links, and of a notebook's stepper."""

LONGEST_TRAINING_SEQUENCE = 2000
"""Steps of the sequences that a net is taught on."""

LARGEST_UPLOAD = 32
"""MB of a file that a visitor brings, as .streamlit/config.toml has it."""

MOST_STEPPERS = 64
"""Scenes of a page that are held ready, packed; shared by all who look at the same view."""


def jobs_at_once() -> int:
    """How many trainings and long experiments run at once: all cores but one, which is for the pages."""
    return max(1, (os.cpu_count() or 1) - 1)
