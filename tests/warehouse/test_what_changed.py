"""What an import says it changed is what a plain comparison of the two exports finds, and history outlives pruning."""

import csv
import io
from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from shutil import copytree

import pytest
from test_importing import NOW, House

from overlap.contract import BY_NAME
from overlap.reports import Scope, answer
from overlap.warehouse.building import history, rebuild
from overlap.warehouse.building.headlines import LABELS
from overlap.warehouse.connections import Resources
from overlap.warehouse.generations.rolling_back import roll_back
from overlap.warehouse.reader import open_reader

pytestmark = pytest.mark.whole
REPORTS = ("data/changes", "data/changed_rows", "data/restatements", "data/restated_rows", "goals/by_month")

SETTINGS = 'reporting_currency = "EUR"\nas_of = "2026-06-30T18:00:00+00:00"\n'
BEFORE = {
    "leads": "lead_id,created_at,segment,email\nL1,2026-01-05T10:00:00Z,Small,a@b.c\nL2,2026-01-06T10:00:00Z,,\n"
    "L3,2026-02-01,Large,\nL4,2026-06-05T10:00:00Z,,\n",
    "stage_entries": "lead_id,stage,entered_at\nL1,mql,2026-02-03T10:00:00Z\nL2,mql,2026-02-04T10:00:00Z\n",
    "handoffs": "handoff_id,lead_id,rep_id,handed_at\nH1,L1,R1,2026-02-04T10:00:00Z\nH2,L2,,2026-03-04T10:00:00Z\n",
    "deals": "deal_id,lead_id,closed_at,outcome,amount,currency\nD1,L1,2026-02-20T10:00:00Z,won,1000.00,EUR\n"
    "D2,L2,2026-03-01T10:00:00Z,won,50.00,USD\nD3,L3,,open,7.00,EUR\nD4,L4,2026-06-20T10:00:00Z,won,1.00,EUR\n",
    "rates": "currency,day,rate\nUSD,2026-03-01,0.5\nUSD,2026-02-28,0.4\n",
}
AFTER = {
    "leads": "lead_id,created_at,segment,email\nL1,2026-01-05T10:00:00Z,Medium,d@e.f\nL2,2026-01-06T10:00:00Z,,\n"
    "L3,2026-02-01T00:00:00Z,Large,\nL5,2026-01-07T10:00:00Z,,\nL4,2026-06-05T10:00:00Z,,\n",
    "stage_entries": "lead_id,stage,entered_at\nL1,mql,2026-02-03T10:00:00Z\nL2,mql,2026-03-04T10:00:00Z\n",
    "handoffs": "handoff_id,lead_id,rep_id,handed_at\nH1,L1,R1,2026-02-04T10:00:00Z\nH2,L2,,2026-03-04T10:00:00Z\n",
    "deals": "deal_id,lead_id,closed_at,outcome,amount,currency\nD1,L1,2026-02-20T10:00:00Z,won,1200.00,EUR\n"
    "D2,L2,2026-03-01T10:00:00Z,won,50.00,USD\nD3,L3,2026-02-10T10:00:00Z,won,7.00,EUR\n"
    "D4,L4,2026-06-20T10:00:00Z,won,2.00,EUR\n",
    "rates": "currency,day,rate\nUSD,2026-03-01,0.6\nUSD,2026-02-28,0.4\n",
}  # fmt: skip


@pytest.fixture(scope="module")
def changed(tmp_path_factory):
    """The folder of a house as it is after the import that changed it."""
    house = House(tmp_path_factory.mktemp("changes")).put(**BEFORE)
    (house.export / "house.toml").write_text(SETTINGS)
    house.bring()
    house.put(**AFTER).bring(now=NOW + timedelta(hours=1))
    return house.folder


@pytest.fixture(scope="module")
def house(changed, tmp_path_factory):
    return House(copytree(changed, tmp_path_factory.mktemp("house"), dirs_exist_ok=True))


def naive_changes(table):
    """(change, id) of two CSV texts, row by row."""
    key = BY_NAME[table].key

    def rows(text):
        return {tuple(row[name] for name in key): row for row in csv.DictReader(io.StringIO(text))}

    then, now = rows(BEFORE[table]), rows(AFTER[table])
    for id_ in sorted(then.keys() | now.keys()):
        if then.get(id_) != now.get(id_):
            yield "new" if id_ not in then else "gone" if id_ not in now else "changed", id_[0]


def test_the_rows_counted_and_listed_are_those_a_plain_comparison_finds(house):
    counts = {row["table_name"]: row for row in house.ask("data/changes")}
    assert set(counts) == set(BEFORE)
    for table, row in counts.items():
        found = Counter(change for change, _ in naive_changes(table))
        assert {change: row[f"{change}_count"] for change in ("new", "changed", "gone")} == {
            "new": found["new"], "changed": found["changed"], "gone": found["gone"],
        }  # fmt: skip
        listed = house.ask("data/changed_rows", in_table=table)
        assert sorted((each["change"], each["id"].split()[0]) for each in listed) == sorted(naive_changes(table))


def test_a_change_names_the_values_before_and_after_and_of_personal_data_the_column_alone(house):
    said = {(row["table_name"], row["id"]): row["what"] for row in house.ask("data/changed_rows", change="changed")}
    assert said == {
        ("leads", "L1"): "segment: Small → Medium; email",
        ("leads", "L3"): "created_at: with or without a clock",
        ("deals", "D1"): "amount: 1000.00 → 1200.00",
        ("deals", "D3"): "closed_at: blank → 2026-02-10 10:00; outcome: open → won",
        ("deals", "D4"): "amount: 1.00 → 2.00",
        ("rates", "USD 2026-03-01"): "rate: 0.500000000 → 0.600000000",
    }


def test_months_that_were_over_are_restated_with_the_rows_that_moved_them(house):
    restated = {
        (row["metric"], row["month"].month): (row["before_count"], row["after_count"])
        if row["before_amount"] is None
        else (row["before_amount"], row["after_amount"])
        for row in house.ask("data/restatements")
    }
    # June was not over: what D4 is worth is no restatement. In February L3, won then, stands in for L2: two as before.
    assert restated == {
        ("leads_created", 1): (2, 3),
        ("leads_qualified", 3): (0, 1),
        ("deals_won", 2): (1, 2),
        ("revenue_booked", 2): (Decimal("1000.00"), Decimal("1207.00")),
        ("revenue_booked", 3): (Decimal("25.00"), Decimal("30.00")),
    }
    assert {row["why"] for row in house.ask("data/restatements")} == {"another export"}
    moved = {
        (row["metric"], row["month"].month, row["id"]): (row["before_amount"], row["after_amount"], row["what"])
        for row in house.ask("data/restated_rows")
    }
    assert moved["leads_created", 1, "L5"] == (0, 1, "new in the export")
    assert moved["revenue_booked", 2, "D1"] == (1000, 1200, "amount: 1000.00 → 1200.00")
    assert moved["revenue_booked", 3, "D2"] == (25, 30, None)
    for row in house.ask("data/restatements"):
        behind = house.ask("data/restated_rows", metric=row["metric"], month=str(row["month"]))
        assert len(behind) == row["row_count"]
        change = sum(Decimal(str(each["after_amount"])) - Decimal(str(each["before_amount"])) for each in behind)
        before, after = restated[row["metric"], row["month"].month]
        assert change == after - before


def test_the_headlines_that_are_kept_are_what_overview_shows(house):
    with_names = {
        "leads_created": "lead_count", "leads_qualified": "mql_count", "handoffs": "handoff_count",
        "deals_won": "deal_count", "revenue_booked": "revenue",
    }  # fmt: skip
    reader = open_reader(house.warehouse)
    kept = reader.cursor_for("").sql(
        "select metric, month, max_by(value, known_at) as value from meta.headlines group by all having value <> 0"
    )
    shown = answer(reader, "goals/by_month").frame.to_dicts()
    assert {(name, month): value for name, month, value in kept.fetchall()} == {
        (metric, row["month"]): Decimal(row[column])
        for row in shown
        for metric, column in with_names.items()
        if row[column]
    }
    reader.close()


def test_who_may_see_a_lead_or_deal_sees_its_changes_and_nobody_else(house):
    reader = open_reader(house.warehouse)
    seen = answer(reader, "data/changed_rows", scope=Scope(sees_all=False, reps=("R1",))).frame
    assert set(seen["lead_id"]) == {"L1"}
    assert answer(reader, "data/changed_rows", scope=Scope(sees_all=False, reps=())).frame.is_empty()
    assert set(answer(reader, "data/restated_rows", scope=Scope(sees_all=False, reps=("R1",))).frame["lead_id"]) == {
        "L1"
    }
    reader.close()


def test_a_build_keeps_what_the_import_changed_and_the_history_outlives_pruning(house):
    before, restated = house.ask("data/changes"), house.ask("data/restatements")
    resources = Resources(generations_kept=2)
    rebuild(house.warehouse, house.store, now=NOW + timedelta(hours=2), resources=resources)
    assert len(house.warehouse.kept()) == 2
    assert house.ask("data/changes") == before and house.ask("data/restatements") == restated
    house.put(leads=AFTER["leads"].replace("Medium", "Small")).bring(now=NOW + timedelta(hours=6), resources=resources)
    assert house.ask("data/restatements") == []
    assert house.ask("data/restatements", since="all") == restated
    assert [row["id"] for row in house.ask("data/changed_rows")] == ["L1"]


def test_after_a_rollback_the_next_import_is_compared_with_what_is_published(changed, tmp_path):
    house = House(copytree(changed, tmp_path, dirs_exist_ok=True))
    roll_back(house.warehouse, now=NOW)
    assert house.ask("data/changes") == []
    house.put(**{**BEFORE, "deals": BEFORE["deals"].replace("1000", "900")})
    house.bring(now=NOW + timedelta(hours=2))
    assert [(row["id"], row["what"]) for row in house.ask("data/changed_rows")] == [("D1", "amount: 1000.00 → 900.00")]


def test_why_a_number_moved_names_all_that_was_different(house):
    now = house.warehouse.current()
    built = replace(now, generation="later", build_hash="other")
    assert history._why(built, now) == "agreements changed"
    imported = replace(built, files={**now.files, "canonical": "other"}, reporting_currency="USD")
    assert history._why(imported, now) == "another export, agreements changed, another reporting currency"


def test_rows_that_moved_a_number_are_let_go_after_400_days_and_the_numbers_stay(house):
    restated = house.ask("data/restatements", since="all")
    late = datetime(2028, 1, 1, tzinfo=UTC)
    rebuild(house.warehouse, house.store, now=late)
    assert house.ask("data/restated_rows", since="all") == []
    assert house.ask("data/restatements", since="all") == [{**row, "row_count": None} for row in restated]


def test_every_number_that_is_kept_has_its_words(house):
    reader = open_reader(house.warehouse)
    kept = reader.cursor_for("").sql("select distinct metric from meta.headlines").fetchall()
    assert {name for (name,) in kept} == set(LABELS)
    reader.close()
