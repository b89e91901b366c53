"""Reading an export folder: every record is accepted into a typed table or rejected with place and reason."""

from overlap.reading.files.archives import Limits
from overlap.reading.finding.ways import Shown
from overlap.reading.judging.kept import Kept
from overlap.reading.judging.record_account import Account, FileAccount, IgnoredFile
from overlap.reading.judging.unclear import OF_FILES
from overlap.reading.read import read
from overlap.reading.source import RawFile, Source, load_source

__all__ = [
    "OF_FILES", "Account", "FileAccount", "IgnoredFile", "Kept", "Limits", "RawFile", "Shown", "Source", "load_source",
    "read",
]  # fmt: skip
