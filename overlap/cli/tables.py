"""`overlap tables`: the canonical tables an export can fill, as the contract has them."""

import typer

from overlap.contract import TABLES, Column, Table


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(tables)


def tables() -> None:
    """Print the canonical tables in Markdown: what each file of an export may hold, column by column."""
    print(as_markdown(), end="")


def as_markdown() -> str:
    """The whole contract; docs/tables.md is this text."""
    return "\n".join([_INTRODUCTION, *(_table(table) for table in TABLES)])


_INTRODUCTION = """\
# The canonical tables

What `overlap import overlap FOLDER` reads: one CSV or Parquet file for each table, named after it (`leads.csv`). Only
`leads` is required. Where another table is missing, pages say so; that is not the same as a table without rows. Columns
are found by name, in any order; others are ignored and named. `overlap tables` writes this page.

Times are `2026-01-31T18:00:00+01:00`, or without an offset in the company's time zone; a date alone is kept as a date,
and no time of day is invented. Days are `2026-01-31`. Money has at most two decimals. Flags are true, false, yes, no,
1, 0.
"""


def _table(table: Table) -> str:
    head = f"## {table.name}\n\n{table.about} One row for each {', '.join(table.key)}.\n"
    rows = "\n".join(f"| {column.name} | {column.type} | {_said(table, column)} |" for column in table.columns)
    return f"{head}\n| column | type | |\n|---|---|---|\n{rows}\n"


def _said(table: Table, column: Column) -> str:
    words = [
        "required" if column.required or column.name in table.key else "",
        column.about,
        f"filled where {column.filled_when[0]} is {' or '.join(column.filled_when[1])}" if column.filled_when else "",
        f"one of {', '.join(column.allowed)}" if column.allowed else "",
        f"from {column.low:g} to {column.high:g}" if column.low is not None and column.high is not None else "",
        f"at least {column.low:g}" if column.low is not None and column.high is None else "",
        f"in {column.refers}" + ("" if column.orphans == "reject" else ", else kept and counted")
        if column.refers
        else "",
    ]
    return "; ".join(word for word in words if word)
