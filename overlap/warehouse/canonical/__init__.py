"""The canonical file: every table of the contract, filled by the sources, cut at as-of."""

from overlap.warehouse.canonical.canonical_tables import copy_other_sources, create_tables, supplied
from overlap.warehouse.canonical.cutting import cut, drop_orphans, newest_event
from overlap.warehouse.canonical.filling import fill

__all__ = ["copy_other_sources", "create_tables", "cut", "drop_orphans", "fill", "newest_event", "supplied"]
