"""The parts of Translation."""
