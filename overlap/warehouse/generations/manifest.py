"""What a generation of the warehouse is: named by its id, made of files, made from exports and agreements."""

import secrets
from dataclasses import dataclass, field
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any


@dataclass(frozen=True)
class Manifest:
    """What a generation is made of and was made from. Times are ISO texts with an offset."""

    generation: str
    built_at: str
    app_version: str
    contract_hash: str
    models_hash: str
    agreements_hash: str
    build_hash: str
    house_id: str
    as_of: str
    time_zone: str
    reporting_currency: str
    as_of_is_given: bool
    sources: dict[str, dict[str, Any]]
    files: dict[str, str]
    checks: dict[str, int]
    seconds: float = field(default=0.0)
    previous: str = ""  # the generation that was published when this one was built
    records: dict[str, str] = field(default_factory=dict)  # source -> file of its accepted records
    forgotten: int = 0  # leads that were taken out of it since its sources were imported
    same_email: str = "apart"  # or "one": rows of one source with one e-mail address are one person
    marts_digest: str = field(default="", compare=False)  # of the bytes that were published; an older one has none

    @property
    def is_demo(self) -> bool:
        """Whether any of it is made up."""
        return any(source["is_demo"] for source in self.sources.values())

    @property
    def accepted_stops(self) -> list[tuple[str, str, str]]:
        """What was accepted by name when it was imported: source, name, what was found."""
        return [(source, name, found) for source, entry in sorted(self.sources.items())
                for name, found in entry.get("accepted_stops", ())]  # fmt: skip

    @property
    def seed(self) -> int:
        """Where chance begins in this generation: the same exports up to the same as-of draw the same numbers."""
        contents = [str(source["content"]) for _, source in sorted(self.sources.items())]
        return int(sha256("".join([self.as_of, *contents]).encode()).hexdigest()[:8], 16)

    def agreed(self, where: str) -> dict[str, Any]:
        """The agreements of every source's `source_agreements` or `folder_agreements`, kind by kind."""
        return {kind: values for source in self.sources.values() for kind, values in source[where].items()}

    @property
    def precedence(self) -> dict[str, tuple[str, ...]]:
        """Whose word counts first where systems differ, as the company says: what it is about -> sources."""
        every = (entry.get("precedence", {}) for _, entry in sorted(self.sources.items()))
        return {about: tuple(order) for said in every for about, order in said.items()}

    @property
    def as_of_at(self) -> datetime:
        """The data-through instant."""
        return datetime.fromisoformat(self.as_of)


@dataclass(frozen=True)
class RolledBack:
    """The content of a source in a generation that was rolled back, and when that was (an ISO text)."""

    source: str
    content: str
    generation: str
    at: str


def new_id(now: datetime) -> str:
    """UTC build time and 4 random characters: sorts by time, never meets another."""
    return f"{now.astimezone(UTC):%Y%m%dT%H%M%SZ}-{secrets.token_hex(2)}"
