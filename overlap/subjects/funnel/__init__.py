"""Funnel leaks: where leads are lost."""
