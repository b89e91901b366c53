"""The charts of Translation."""
