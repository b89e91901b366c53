"""What the reading of one piece comes to, before it is told in an account."""

from collections.abc import Callable
from dataclasses import dataclass

from overlap.reading.named_columns import Header
from overlap.reading.records import Records

Progress = Callable[[str, float], None]
SCANNED = 0.4  # the share of a file's progress that is done once its structure is known


@dataclass(frozen=True)
class Judged:
    """The records, how many were accepted, how many rejected for lying after now, and the header."""

    records: Records
    accepted: int
    later: int
    header: Header
