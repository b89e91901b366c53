"""The app store: agreements, feedback, decisions and everything else that people type."""

from overlap.store.store import Store, open_store

__all__ = ["Store", "open_store"]
