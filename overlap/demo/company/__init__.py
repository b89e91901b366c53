"""The generator: a company whose every draw is a hash, from its first lead to its files."""
