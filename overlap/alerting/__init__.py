"""Alerts: what both teams should hear of without opening a page, told once, and sent where a company reads messages.

They tell of teams and of the company, never of a person or a lead: everybody who reads them may see all of it. What
sends them is a library that is optional (`requirements-alert.txt`) and imported only when asked.
"""
