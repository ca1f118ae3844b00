"""What the nets are taught, how, and the trained nets that are shipped."""
