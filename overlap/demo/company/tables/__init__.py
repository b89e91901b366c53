"""The rows of the canonical tables, as an export taken at as-of shows them."""
