"""One lead's life."""
