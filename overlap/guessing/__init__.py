"""Guessing what a stranger's files are: which table each is, which column each column is, how sure that is."""
