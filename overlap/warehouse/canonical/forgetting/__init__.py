"""Somebody forgotten in canonical tables: who it is, by all ids and addresses, and what goes with the lead."""

from overlap.warehouse.canonical.forgetting.persons import count_leads, find, find_listed, is_there, leads, name, texts
from overlap.warehouse.canonical.forgetting.record_accounts import anonymise, clean_accounts
from overlap.warehouse.canonical.forgetting.taking_out import going, take_out

__all__ = [
    "anonymise",
    "clean_accounts",
    "count_leads",
    "find",
    "find_listed",
    "going",
    "is_there",
    "leads",
    "name",
    "take_out",
    "texts",
]
