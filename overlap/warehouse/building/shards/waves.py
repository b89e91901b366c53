"""In which order models run where leads are cut into shards: what each is closed under, and the waves that follow."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from overlap.sqlfile import HeaderError, SqlFile

Scope = Literal["shared", "cluster", "sum", "house"]
SCOPES: tuple[Scope, ...] = ("shared", "cluster", "sum", "house")


@dataclass(frozen=True)
class Wave:
    """Models that run one after the other without waiting for others: in each shard, or once over the house."""

    in_shards: bool
    models: tuple[str, ...]


def scope_of(model: SqlFile) -> Scope:
    """What the rows of a model are closed under. Raises HeaderError for a header that does not say.

    `shared`: it reads no lead; `cluster`: a cluster of leads has what it needs; `sum`: so too, and what shards count is
    added up by its grain; `house`: it needs all leads at once.
    """
    said = model.line("scope")
    for scope in SCOPES:
        if said == scope:
            return scope
    raise HeaderError(f"{model.name}: scope is one of {', '.join(SCOPES)}, not {said!r}")


def waves(ordered: Mapping[str, SqlFile]) -> tuple[Wave, ...]:
    """The waves of models given in the order of what they read: over the house and in shards by turns."""
    turns: dict[str, int] = {}
    for name, model in ordered.items():
        known = [each for each in marts_read(model) if each in turns]
        # What is added up is whole only when every shard has run.
        turn = max((turns[each] + (scope_of(ordered[each]) == "sum") for each in known), default=0)
        turns[name] = turn + ((turn % 2 == 1) != runs_in_shards(model))
    every = sorted(set(turns.values()))
    return tuple(Wave(turn % 2 == 1, tuple(name for name in ordered if turns[name] == turn)) for turn in every)


def runs_in_shards(model: SqlFile) -> bool:
    """Whether it runs in each shard."""
    return scope_of(model) in ("cluster", "sum")


def marts_read(model: SqlFile) -> list[str]:
    """The marts that it says it reads; a test holds it to the statement."""
    return sorted(read.removeprefix("marts.") for read in model.names("reads") if read.startswith("marts."))
