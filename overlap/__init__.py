"""Overlap: the dashboard sales and marketing look at together. Everything that is true without a screen."""

__version__ = "0.1.0"
