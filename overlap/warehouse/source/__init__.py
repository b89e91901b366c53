"""A source's SQL, run over the rows that were read: prepared tables, questions, and one SELECT a canonical table."""
