"""What an import did, as its report and the command line tell it."""

from dataclasses import dataclass, field
from typing import Any

from overlap.choices import Settled
from overlap.reading import Account
from overlap.warehouse.building import checks
from overlap.warehouse.canonical.joining import Joined
from overlap.warehouse.generations.accepting import Stop
from overlap.warehouse.generations.manifest import Manifest
from overlap.warehouse.importing.left_out import LeftOut


@dataclass(frozen=True)
class Imported:
    """What an import did. `manifest` is None when nothing can be published, `is_new` False when nothing had changed.

    `asked` is what the source asks and what holds: nothing is published while a question is open. `left_out` are
    records that were read and count for nothing. `supplied` are the canonical tables that any source fills. `stopped`
    is what has to be accepted by name first. `changed`, `restated` and `moved` are the rows of the reports
    data/changes, data/restatements and data/restated_rows on what was built. `taken_away` are older generations that
    held in clear what is hidden now.
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
    asked: Settled | None = None
    left_out: tuple[LeftOut, ...] = ()
    supplied: frozenset[str] = frozenset()
    taken_away: tuple[str, ...] = ()
    joined: tuple[Joined, ...] = ()
