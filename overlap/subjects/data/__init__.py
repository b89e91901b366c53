"""Where the data come from, and what was rejected."""
