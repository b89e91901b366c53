"""The parts of Joint revenue."""
