"""The parts of Lead quality."""
