"""The Memory page: who wrote what is in a cell, and how long it stays."""
