"""Files that are whole or not there; results, stored with how they were got, and renewed by command."""
