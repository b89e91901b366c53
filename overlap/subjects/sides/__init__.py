"""Both sides: the four complaints, and what goes with a change of revenue."""
