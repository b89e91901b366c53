"""The charts of Content."""
