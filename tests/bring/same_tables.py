"""Whether two companies have the same canonical rows, whatever their sources are called."""

from pathlib import Path

import duckdb

from overlap.contract import TABLES
from overlap.warehouse.generations.layout import Warehouse


def differences(one: Warehouse, other: Warehouse) -> dict[str, list[tuple]]:
    """By table, some rows that only one of the two has; nothing where all are the same."""
    found = {}
    with duckdb.connect() as connection:
        connection.execute(f"attach '{_canonical(one)}' as one (read_only)")
        connection.execute(f"attach '{_canonical(other)}' as other (read_only)")
        for table in TABLES:
            names = ", ".join(f'"{name}"' for name, _ in table.stored if name != "source")
            rows = [
                connection.execute(
                    f'select {names} from {mine}.canonical."{table.name}" except all '
                    f'select {names} from {theirs}.canonical."{table.name}" order by all limit 2'
                ).fetchall()
                for mine, theirs in (("one", "other"), ("other", "one"))
            ]
            if any(rows):
                found[table.name] = rows[0] + rows[1]
    return found


def _canonical(warehouse: Warehouse) -> Path:
    return warehouse.path(warehouse.current().files["canonical"])
