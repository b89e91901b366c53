"""`Silent`: a canonical table that nothing fills, what then cannot be answered, and which file would."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Silent:
    """`reports` cannot answer because `table` is not supplied; any of `files` would fill it, and `would_show` that."""

    table: str
    reports: tuple[str, ...]
    files: tuple[str, ...]
    would_show: str = ""

    def as_json(self) -> dict[str, Any]:
        """What `--format json` prints."""
        return {
            "table": self.table,
            "would_show": self.would_show,
            "reports": list(self.reports),
            "files": list(self.files),
        }
