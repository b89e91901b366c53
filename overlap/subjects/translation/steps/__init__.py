"""The steps of translation reports."""
