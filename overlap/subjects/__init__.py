"""What each page is about, a folder a subject: charts, sentences, and the steps that reports call after their SQL.

A subject imports no other subject; what several share lies in `charts`, `sentences` and `stats`.
"""
