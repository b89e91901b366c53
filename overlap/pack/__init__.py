"""The review pack: what the pages say, each question on a page of its own, as PDF, spreadsheet or HTML for a meeting.

A pack names teams and nobody else, whoever makes it; it asks the reports that the pages ask, and computes nothing.
"""
