"""Shared goals: how the period went for both teams."""
