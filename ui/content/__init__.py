"""The parts of Content, a view of Translation."""
