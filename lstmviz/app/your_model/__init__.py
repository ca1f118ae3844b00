"""The Your model page: a net of a file of the visitor's, read in a process of its own, kept, and stepped."""
