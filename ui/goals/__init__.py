"""The parts of Shared goals."""
