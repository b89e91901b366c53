"""Salesforce asked live: which objects, how they are queried, and what of them becomes which loader table."""
