"""The What-if page: changes to a run, listed, adjusted, undone."""
