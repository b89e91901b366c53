"""The agreements of a house over time: the files' values since ever, then what was signed, each from its date on."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import duckdb

from overlap.agreements.agreement_tables import read_table, write_table
from overlap.agreements.kinds import KINDS, Kind
from overlap.agreements.signed import SignedAgreement
from overlap.agreements.values import defaults, kind_named, merged
from overlap.errors import InputError

UNSIGNED = "unsigned"


@dataclass(frozen=True)
class Row:
    """The values of a kind while they hold: [effective_from, effective_to), None is for ever."""

    kind: str
    values: Mapping[str, Any]
    effective_from: datetime | None
    effective_to: datetime | None
    agreement_id: str


@dataclass(frozen=True)
class Agreements:
    """What is agreed, kind by kind, without a gap or an overlap in time."""

    rows: tuple[Row, ...]

    def of(self, kind: str) -> tuple[Row, ...]:
        """The rows of a kind, earliest first; at least one."""
        return tuple(row for row in self.rows if row.kind == kind)

    def holding(self, kind: str, at: datetime) -> Row:
        """The row of a kind that holds at an instant."""
        return next(row for row in reversed(self.of(kind)) if row.effective_from is None or row.effective_from <= at)

    @property
    def hash(self) -> str:
        """Names this very content: values, dates and agreement ids. SHA-256, hexadecimal."""
        return _hash([[row.kind, *_span(row), row.agreement_id, row.values] for row in self.rows])

    @property
    def build_hash(self) -> str:
        """Changes only with what a build uses; signing a target, a threshold or the same values again leaves it."""
        return _hash([[name, _changes(kind, self.of(name))] for name, kind in KINDS.items()])

    def write(self, connection: duckdb.DuckDBPyConnection, schema: str = "agreements") -> None:
        """Create `<schema>.<kind>` for every kind, replacing what is there. The session's zone does not matter."""
        connection.execute(f'create schema if not exists "{schema}"')
        for name, kind in KINDS.items():
            rows = [(*_span(row), row.agreement_id, row.values) for row in self.of(name)]
            write_table(connection, schema, kind, rows)


def read_agreements(connection: duckdb.DuckDBPyConnection, schema: str = "agreements") -> Agreements:
    """What `Agreements.write` wrote into a schema of the current database."""
    return Agreements(
        tuple(
            Row(name, values, *held)
            for name, kind in KINDS.items()
            for held, values in read_table(connection, schema, kind).items()
        )
    )


def resolve(
    source_values: Mapping[str, Any],
    folder_values: Mapping[str, Any],
    signed: Sequence[SignedAgreement] = (),
) -> Agreements:
    """Configuration under the source's house.toml under the export folder's, under what was signed.

    `source_values` and `folder_values` are the `[agreements]` tables of the two files. A signed agreement holds its
    values laid over the files', never over an earlier signed one, so that it means the same whatever came before it.
    Of two with the same date the later version counts. Raises InputError with the nearest name.
    """
    base = dict(defaults())
    for where, given in (("house.toml of the source", source_values), ("house.toml of the folder", folder_values)):
        for name, values in given.items():
            kind = kind_named(name, where)
            if not isinstance(values, Mapping):
                raise InputError(f"{where}: agreement {name} must be a table of values, as [agreements.{name}].")
            base[name] = merged(kind, base[name], values, where)
    for one in signed:
        kind_named(one.kind, f"agreement {one.agreement_id}")
    return Agreements(tuple(row for name in KINDS for row in _timeline(name, base[name], signed)))


def _timeline(name: str, base: Mapping[str, Any], signed: Sequence[SignedAgreement]) -> list[Row]:
    by_date = {one.effective_from: one for one in sorted(signed, key=lambda one: one.version) if one.kind == name}
    starts: list[datetime | None] = [None, *sorted(by_date)]
    rows = []
    for start, end in zip(starts, [*starts[1:], None], strict=True):
        one = by_date[start] if start else None
        values = merged(KINDS[name], base, one.values, f"agreement {one.agreement_id}") if one else base
        rows.append(Row(name, values, start, end, one.agreement_id if one else UNSIGNED))
    return rows


def _span(row: Row) -> tuple[str | None, str | None]:
    return _text(row.effective_from), _text(row.effective_to)


def _text(at: datetime | None) -> str | None:
    # In UTC, so that the hash does not depend on the offset a date was written with.
    return at.astimezone(UTC).isoformat() if at else None


def _changes(kind: Kind, rows: Sequence[Row]) -> list[list[Any]]:
    """(from, build values) of each row that differs from the one before it."""
    kept = {value.name for value in kind.values if not value.at_ask}
    changes: list[list[Any]] = []
    for row in rows if kept else ():
        values = row.values if kind.per else {name: value for name, value in row.values.items() if name in kept}
        if not changes or changes[-1][1] != values:
            changes.append([_span(row)[0], values])
    return changes


def _hash(content: Any) -> str:
    return hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()
