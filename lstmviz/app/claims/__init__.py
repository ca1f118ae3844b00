"""A page of claims: what is placed where, and which rows it shows."""
