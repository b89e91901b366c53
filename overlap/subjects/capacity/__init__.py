"""Capacity: how many leads sales can take."""
