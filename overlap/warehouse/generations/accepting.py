"""What keeps an import from being published unless a person accepts it by name."""

from collections.abc import Sequence
from dataclasses import dataclass

from overlap.errors import UsageError, nearest

LINKS, REJECTS, RATES, SHRINK, ROLLED_BACK = "links", "rejects", "rates", "shrink", "rolled-back"
ACCEPTABLE = {
    LINKS: "a table whose ids match nothing in the table they point to",
    REJECTS: "a table of which more than 20% of the records are rejected",
    RATES: "amounts in a currency without a rate; their deals are rejected",
    SHRINK: "an import that takes more than half of a published table away",
    ROLLED_BACK: "an export whose content was rolled back",
}


@dataclass(frozen=True)
class Stop:
    """One thing that stops publishing: the name it is accepted by, and what was found, in a sentence."""

    name: str
    sentence: str


def accepted_names(names: Sequence[str]) -> frozenset[str]:
    """The names as a set. Raises UsageError with the nearest one for a name that means nothing."""
    for name in names:
        if name not in ACCEPTABLE:
            raise UsageError(f'accept "{name}" is none of {", ".join(ACCEPTABLE)}.{nearest(name, list(ACCEPTABLE))}')
    return frozenset(names)


def unaccepted(stops: Sequence[Stop], accepted: frozenset[str]) -> tuple[Stop, ...]:
    """The stops that still stand."""
    return tuple(stop for stop in stops if stop.name not in accepted)
