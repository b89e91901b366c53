"""What an import did, as its report and the command line tell it."""

from dataclasses import dataclass, field
from typing import Any

from overlap.reading import Account
from overlap.warehouse import checks
from overlap.warehouse.accepting import Stop
from overlap.warehouse.manifest import Manifest


@dataclass(frozen=True)
class Imported:
    """What an import did. `manifest` is None when nothing can be published, `is_new` False when nothing had changed.

    `stopped` is what has to be accepted by name first. `changed`, `restated` and `moved` are the rows of the reports
    data/changes, data/restated and data/restated_rows on what was built.
    """

    account: Account
    manifest: Manifest | None = None
    is_new: bool = False
    rejects: list[dict[str, Any]] = field(default_factory=list)
    results: list[checks.Result] = field(default_factory=list)
    stopped: tuple[Stop, ...] = ()
    changed: list[dict[str, Any]] = field(default_factory=list)
    restated: list[dict[str, Any]] = field(default_factory=list)
    moved: list[dict[str, Any]] = field(default_factory=list)
