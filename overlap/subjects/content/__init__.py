"""Content: which pieces go with winning, and which nobody uses."""
