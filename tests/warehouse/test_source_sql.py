"""The SQL of a source is judged before it runs: what would move a time or is no SELECT of ours is named."""

from datetime import UTC, datetime

import duckdb
import pytest

from overlap.errors import AppError
from overlap.reading import load_source
from overlap.warehouse.generations.layout import NoGeneration, Warehouse
from overlap.warehouse.importing import Export, import_folder

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
DECLARED = """
[files.people]
key = ["id"]
required = true
[files.people.columns]
id = { type = "text", required = true }
seen = { type = "time", required = true }
born = { type = "day" }
euros = { type = "text" }
"""
LEADS = (
    "-- A lead a person.\n"
    "select id as lead_id, seen as created_at, seen_is_date_only as created_at_is_date_only from raw.people"
)
DEALS = "-- A deal a person.\nselect id as deal_id, 'open' as outcome, {0} from raw.people"


def _bring(folder, **statements: str):
    source = folder / "crm"
    source.mkdir()
    (source / "source.toml").write_text(DECLARED)
    for name, text in statements.items():
        (source / f"{name}.sql").write_text(text)
    export = folder / "export"
    export.mkdir()
    (export / "people.csv").write_text("id,seen,born,euros\nP1,2026-01-05 23:30,1990-01-01,eur\n")
    (export / "house.toml").write_text('time_zone = "America/New_York"\nreporting_currency = "EUR"\n')
    warehouse = Warehouse(folder / "warehouse")
    return warehouse, import_folder(warehouse, folder / "store.db", Export(load_source(source), export), now=NOW)


@pytest.mark.parametrize(
    ("statements", "words"),
    [
        ({"leads": LEADS.replace("seen as", "seen::timestamp as")}, "created_at is a TIMESTAMP, which says"),
        ({"leads": LEADS.replace("seen as", "date_trunc('day', seen::timestamp) as")}, "is a TIMESTAMP, which"),
        ({"leads": LEADS.replace("seen as", "seen::date as")}, "created_at is a DATE, which says no time zone"),
        ({"leads": LEADS.replace("seen as", "seen::timestamp_ns as")}, "created_at is a TIMESTAMP_NS, which"),
        ({"leads": LEADS.replace("seen as", "strftime(seen, '%Y-%m-%d') as")}, "created_at is a VARCHAR, which"),
        ({"deals": DEALS.format("seen as expected_close_on")}, "is a TIMESTAMP WITH TIME ZONE, which can"),
        ({"deals": DEALS.format("seen::timestamp as expected_close_on")}, "is a TIMESTAMP, which can"),
        ({"leads": LEADS.partition("\n")[2]}, "it has no header line. Begin it with a comment"),
        ({"leads": LEADS + "; select 2"}, "it must hold one SELECT and nothing else."),
        ({"leads": "-- A lead.\ndrop table raw.people"}, "it must hold one SELECT and nothing else."),
        ({"leads": "-- A lead.\n"}, "it must hold one SELECT and nothing else."),
        ({"leads": "-- A lead.\nselect from from"}, "Parser Error"),
        ({"leads": LEADS.replace("seen as", "sen as")}, 'column "sen" not found'),
        ({"leads": LEADS.replace("raw.people", "raw.persons")}, "persons does not exist"),
        ({"leads": LEADS.replace("created_at,", "create_at,")}, 'no column create_at. Did you mean "created_at"?'),
        ({"deals": DEALS.format("euros::decimal(18, 2) as amount")}, "Conversion Error"),
        (
            {"deals": DEALS.format("timezone('America/New_York', born::timestamp) as opened_at")},
            "opened_at comes without opened_at_is_date_only, and 1 of its 1 times are midnights",
        ),
        ({"deals": DEALS.format("timezone('UTC', born::timestamp) as opened_at")}, "opened_at comes without opened_"),
    ],
)  # fmt: skip
@pytest.mark.whole
def test_a_statement_that_cannot_be_right_is_named_with_its_file_and_column(tmp_path, statements, words):
    with pytest.raises(AppError) as refused:
        _bring(tmp_path, **{"leads": LEADS, **statements})
    said = str(refused.value)
    assert f"crm/{next(iter(statements))}.sql" in said
    assert words in said
    assert refused.value.exit_code == 1
    with pytest.raises(NoGeneration):
        Warehouse(tmp_path / "warehouse").current()


@pytest.mark.whole
def test_the_column_of_the_raw_table_is_taken_as_it_is_and_codes_are_in_capitals(tmp_path):
    warehouse, done = _bring(tmp_path, leads=LEADS, deals=DEALS.format("born as expected_close_on, euros as currency"))
    assert done.is_new
    assert done.manifest is not None
    path = warehouse.path(done.manifest.files["canonical"])
    with duckdb.connect(str(path), read_only=True) as connection:
        leads = connection.sql("select created_at::varchar from canonical.leads").fetchall()
        found = connection.sql("select currency, expected_close_on::varchar from canonical.deals").fetchall()
    assert (leads, found) == ([("2026-01-06 04:30:00+00",)], [("EUR", "1990-01-01")])
