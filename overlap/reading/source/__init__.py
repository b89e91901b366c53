"""What a source declares of a CRM's export in its `source.toml`: files, columns, rules and questions."""

from overlap.reading.source.loading import load_source
from overlap.reading.source.raw_file import RawFile, Source

__all__ = ["RawFile", "Source", "load_source"]
