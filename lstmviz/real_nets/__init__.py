"""Nets that others use, or that are as large as theirs: shipped with their licence, source and recipe."""
