"""Bring your data: from the files of a company to its own numbers, step by step."""
