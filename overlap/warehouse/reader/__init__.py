"""The locked-down reader of a generation: nothing it can write or fetch, and beside it what people type in the app."""

from overlap.warehouse.reader.reader import Reader, Readers, is_current, open_files, open_reader

__all__ = ["Reader", "Readers", "is_current", "open_files", "open_reader"]
