"""Judging a file's records: each is accepted with typed values or rejected with its reason, and all are counted."""
