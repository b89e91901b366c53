"""The parts of Funnel leaks."""
