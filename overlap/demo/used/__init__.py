"""The demo company as people have used it: signed, rated and decided, by the product's own functions."""

from overlap.demo.used.fill_once import fill, forget, is_unused, sign_agreements

__all__ = ["fill", "forget", "is_unused", "sign_agreements"]
