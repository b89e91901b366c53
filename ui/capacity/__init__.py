"""The parts of Capacity."""
