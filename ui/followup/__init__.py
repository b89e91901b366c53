"""The parts of Follow-up."""
