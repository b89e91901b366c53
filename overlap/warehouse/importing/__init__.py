"""From an export folder to a published generation: read, judge, fill, build, check, publish. All or nothing."""

from overlap.warehouse.importing.export import Export
from overlap.warehouse.importing.publishing import import_folder, judge
from overlap.warehouse.source.named import source_named

__all__ = ["Export", "import_folder", "judge", "source_named"]
