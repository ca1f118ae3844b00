"""The glossary: what each quantity and term means, and where it can be seen."""
