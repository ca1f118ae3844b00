"""A training session of the Train page: its plan, its runs side by side, its checkpoints."""
