"""Follow-up: how fast leads are attempted, and who waits."""
