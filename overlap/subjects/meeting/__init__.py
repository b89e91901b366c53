"""The review meeting: its agenda, what was decided and what became of it, and what was frozen."""
