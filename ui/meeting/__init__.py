"""The parts of Review meeting."""
