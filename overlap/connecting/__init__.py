"""Live connections: a CRM's records pulled into the tables its source reads, and kept up to date beside the warehouse.

What the web speaks is read by libraries that are optional (`requirements-connect.txt`) and imported only when asked.
"""
