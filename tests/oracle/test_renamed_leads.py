"""A company whose leads go by many ids is, once these are merged, the company whose leads never had but one."""

from collections.abc import Mapping
from random import Random
from typing import Any

import duckdb
import pytest
from company import Company
from houses import Rows, insert
from hypothesis import given, settings
from hypothesis import strategies as st
from random_companies import BUSY, random_company

from overlap.contract import BY_NAME, TABLES
from overlap.warehouse import canonical
from overlap.warehouse.canonical.merged_leads import merge

pytestmark = pytest.mark.whole

POINTING = [table.name for table in TABLES if any(column.refers == "leads.lead_id" for column in table.columns)]


def many_ids(tables: Mapping[str, Rows], chance: Random) -> dict[str, Rows]:
    """The same rows, some of which name a lead by an id it had before; chains of up to three lead to the last one."""
    ids = {
        lead["lead_id"]: [lead["lead_id"], *(f"{lead['lead_id']}-{n}" for n in range(chance.randrange(4)))]
        for lead in tables["leads"]
    }
    merges = [
        {"lead_id": old, "merged_into": newer}
        for chain in ids.values()
        for newer, old in zip(chain, chain[1:], strict=False)
    ]
    renamed = {
        name: [
            {**row, "lead_id": chance.choice(ids.get(row["lead_id"], [row["lead_id"]]))} if row.get("lead_id") else row
            for row in rows
        ]
        for name, rows in tables.items()
        if name in POINTING
    }
    # Two records of one person may both be named where one would do.
    for name in ("deal_leads", "stage_entries"):
        renamed[name] = [*renamed.get(name, []), *(row for row in tables.get(name, []) if row not in renamed[name])]
    return {**tables, **renamed, "merged_leads": chance.sample(merges, len(merges))}


def rows_of(company: Company, tables: Mapping[str, Rows]) -> dict[str, list[tuple[Any, ...]]]:
    """Every canonical table but the merges, once they are applied."""
    with duckdb.connect(config={"threads": 1}) as connection:
        connection.execute("set global TimeZone = 'UTC'")
        canonical.create_tables(connection)
        for name, rows in tables.items():
            insert(connection, BY_NAME[name], rows, company.place)
        merge(connection)
        return {
            table.name: sorted(
                connection.sql(f'select columns(*)::varchar from canonical."{table.name}"').fetchall(), key=repr
            )
            for table in TABLES
            if table.name != "merged_leads"
        }


@settings(max_examples=5, derandomize=True)
@given(st.integers(0, 2**32 - 1))
def test_merging_is_renaming(seed: int) -> None:
    chance = Random(seed)
    company = random_company(chance, BUSY)
    assert rows_of(company, many_ids(company.tables, chance)) == rows_of(company, company.tables)
