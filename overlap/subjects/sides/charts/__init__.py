"""The charts of Both sides."""
