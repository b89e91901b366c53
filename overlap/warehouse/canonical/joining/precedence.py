"""Whose word counts where systems say different things of one person, unless the company says otherwise."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

import duckdb

from overlap.contract import BY_NAME

SALES, MARKETING = "sales", "marketing"
OF_MARKETING = ("source_campaign_id", "channel", "sourced_by")
EARLIEST = ("created_at", "opted_out_at")
COLUMNS = tuple(column.name for column in BY_NAME["leads"].columns if column.name not in ("lead_id", *EARLIEST))
KEYS = (SALES, MARKETING, *COLUMNS)
"""What `[precedence]` of a house.toml may give an order of sources for."""


@dataclass(frozen=True)
class Precedence:
    """An order of sources for those of `KEYS` that the company names; others follow in the usual order."""

    said: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def orders(self, connection: duckdb.DuckDBPyConnection) -> dict[str, list[str]]:
        """Key -> every source, the one whose word counts first.

        Sales is what supplies handoffs, else deals; marketing what supplies touches, else campaigns, sales' last.
        """
        supplied = _supplied(connection)
        every = sorted({source for source, _ in supplied} | _with_leads(connection))
        usual = sorted(every, key=lambda each: _of_sales(each, supplied))
        sales = _led_by(self.said.get(SALES, ()), usual)
        rest = sorted(
            every,
            key=lambda each: (
                (each, "touches") not in supplied, each == sales[0], (each, "campaigns") not in supplied,
            ),
        )  # fmt: skip
        marketing = _led_by(self.said.get(MARKETING, ()), rest)
        of_columns = {
            name: _led_by(self.said.get(name, ()), marketing if name in OF_MARKETING else sales) for name in COLUMNS
        }
        return {SALES: sales, MARKETING: marketing, **of_columns}

    def undecided(self, connection: duckdb.DuckDBPyConnection) -> frozenset[str]:
        """Those of sales and marketing whose first source the rule does not tell from the next, and nobody has said."""
        supplied, orders = _supplied(connection), self.orders(connection)
        first, *others = orders[SALES]
        is_level = bool(others) and _of_sales(first, supplied) == _of_sales(others[0], supplied)
        return frozenset({SALES} if is_level and not set(self.said.get(SALES, ())) & {first} else ())


def _of_sales(source: str, supplied: set[tuple[str, str]]) -> tuple[bool, bool]:
    return (source, "handoffs") not in supplied, (source, "deals") not in supplied


def _led_by(first: Iterable[str], every: list[str]) -> list[str]:
    led = [source for source in first if source in every]
    return [*led, *(source for source in every if source not in led)]


def _supplied(connection: duckdb.DuckDBPyConnection) -> set[tuple[str, str]]:
    found = connection.sql('select distinct source, "table" from meta.tables where is_supplied').fetchall()
    return {(source, table) for source, table in found}


def _with_leads(connection: duckdb.DuckDBPyConnection) -> set[str]:
    return {source for (source,) in connection.sql("select distinct source from canonical.leads").fetchall()}
