"""Generations: immutable files with a manifest, which of them is published, and going back to the one before."""
