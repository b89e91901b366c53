"""The ledger as a book: the largest by name, the rest as others, nobody left out, every cent kept."""

from dataclasses import dataclass
from decimal import Decimal

import polars as pl

OTHERS = "others"


@dataclass(frozen=True)
class Line:
    """One row or column of the book: the ids it stands for (None is the row without one) and its sum."""

    name: str
    ids: frozenset[str | None]
    revenue: Decimal
    deal_count: int | None  # None for others: a deal may lie in several of them

    @property
    def is_named(self) -> bool:
        """Whether it is one campaign or one person, and not others, nobody or nothing known."""
        return not self.is_others and None not in self.ids

    @property
    def is_others(self) -> bool:
        """Whether several campaigns or people stand together in it."""
        return len(self.ids) > 1


@dataclass(frozen=True)
class Entry:
    """What one campaign line and one person line earned together."""

    revenue: Decimal
    deal_count: int | None


@dataclass(frozen=True)
class Ledger:
    """Campaigns by people; `entries[row][column]`. Rows add up to campaigns, columns to people, both to `total`."""

    campaigns: tuple[Line, ...]
    people: tuple[Line, ...]
    entries: tuple[tuple[Entry, ...], ...]

    @property
    def total(self) -> Decimal:
        """All that is credited."""
        return sum((line.revenue for line in self.campaigns), Decimal(0))


def folded(
    cells: pl.DataFrame, campaigns: pl.DataFrame, people: pl.DataFrame, most_campaigns: int, most_people: int
) -> Ledger:
    """The answers of revenue/by_campaign_and_rep, by_campaign and by_rep, folded to so many named lines."""
    rows = _lines(campaigns, "campaign_id", "campaign_name", most_campaigns)
    columns = _lines(people, "rep_id", "rep_name", most_people)
    row_of = {id_: place for place, line in enumerate(rows) for id_ in line.ids}
    column_of = {id_: place for place, line in enumerate(columns) for id_ in line.ids}
    revenue = [[Decimal(0)] * len(columns) for _ in rows]
    deals: list[list[int]] = [[0] * len(columns) for _ in rows]
    for campaign_id, rep_id, deal_count, amount in cells.select(
        "campaign_id", "rep_id", "deal_count", "revenue"
    ).iter_rows():
        row, column = row_of[campaign_id], column_of[rep_id]
        revenue[row][column] += amount
        deals[row][column] += deal_count
    entries = tuple(
        tuple(
            Entry(revenue[y][x], None if row.is_others or column.is_others else deals[y][x])
            for x, column in enumerate(columns)
        )
        for y, row in enumerate(rows)
    )
    return Ledger(rows, columns, entries)


def _lines(frame: pl.DataFrame, id_column: str, name_column: str, most: int) -> tuple[Line, ...]:
    """The named ones in their order, then others (a single other is named too), then the one without an id."""
    rows = frame.select(id_column, name_column, "revenue", "deal_count").rows()
    known, unknown = [row for row in rows if row[0] is not None], [row for row in rows if row[0] is None]
    kept = known[:most] if len(known) > most + 1 else known
    rest = known[len(kept) :]
    lines = [Line(name, frozenset([id_]), revenue, deals) for id_, name, revenue, deals in kept]
    if rest:
        lines.append(Line(OTHERS, frozenset(row[0] for row in rest), sum((row[2] for row in rest), Decimal(0)), None))
    lines += [Line(name, frozenset([None]), revenue, deals) for _, name, revenue, deals in unknown]
    return tuple(lines)


def named_cells(cells: pl.DataFrame, campaigns: pl.DataFrame, people: pl.DataFrame) -> pl.DataFrame:
    """The whole ledger with names: the answer of revenue/by_campaign_and_rep beside those by campaign and by person."""
    return (
        cells.join(
            campaigns.select("campaign_id", "campaign_name"),
            on="campaign_id",
            how="left",
            nulls_equal=True,
            maintain_order="left",
        )
        .join(people.select("rep_id", "rep_name"), on="rep_id", how="left", nulls_equal=True, maintain_order="left")
        .select("campaign_name", "rep_name", "deal_count", "revenue", "deals_worth", "campaign_id", "rep_id")
    )
