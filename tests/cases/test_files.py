"""Files as other systems write them are read as they are meant, or named."""

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from without_marts import canonical_alone

from overlap.reports import Filters

REPORTS = ("goals/totals", "lead/list", "revenue/deals_opened")


def _lake(folder, lead):
    folder.mkdir(parents=True)
    table = pa.table({"lead_id": [lead], "created_at": ["2026-01-05"], "region": ["EMEA"], "segment": ["small"]})
    pq.write_table(table, folder / "leads.parquet")


@pytest.mark.parametrize(
    ("folder", "neighbour"),
    [
        ("region=AMER/segment=enterprise", "lead_id=9"),
        ("p[1]", "p1"),
        pytest.param("lead_id=9", "x", marks=pytest.mark.soak),
        pytest.param("ps*", "psX", marks=pytest.mark.soak),
    ],
)
@canonical_alone()
def test_folders_of_a_lake_are_neither_values_nor_patterns(case, folder, neighbour):
    """A value in the name and a pattern; two more of them by `make soak`."""
    company = case("41-lake-folders", imported=False)
    _lake(company.export / folder, "own")
    _lake(company.export / neighbour, "other")
    done = company.bring(company.export / folder)
    assert _canonical(company, done, "lead_id, region, segment") == [("own", "EMEA", "small")]
    assert company.bring(company.export / neighbour, accept=("shrink",)).is_new


def test_the_text_none_is_a_channel_and_no_channel_is_none(case):
    company = case("28-literal-none")
    assert len(company.ask("lead/list", Filters(channels=("(none)",)))) == 1
    assert len(company.ask("lead/list", Filters(channels=(None,)))) == 3


def test_a_deletion_flag_that_is_not_used_is_named(case):
    company = case("02-archived-deal", imported=False)
    done = company.bring()
    deals = next(file for file in done.account.files if file.table == "deals")
    assert deals.flag_columns == ("is_deleted",)
    assert deals.ignored_columns == ()
    assert _warned(done)["flags_are_used"] == '{"source":"overlap","file":"deals.csv","column":"is_deleted"}'


def test_a_status_that_is_not_used_is_named(case):
    company = case("18-planned-task", imported=False)
    text = (company.export / "activities.csv").read_text().replace("status", "task_status")
    (company.export / "activities.csv").write_text(text)
    assert '"column":"task_status"' in _warned(company.bring())["flags_are_used"]


def test_a_currency_in_small_letters_is_the_same_currency(case):
    company = case("09-currency-case")
    (totals,) = company.ask("goals/totals")
    assert (str(totals["revenue"]), totals["deal_count"]) == ("3000.00", 2)


def test_one_address_on_two_leads_is_named_without_the_address(case):
    company = case("22-same-email-twice", imported=False)
    assert _warned(company.bring())["one_lead_an_email"] == '{"lead_count":2,"lead_ids":"L1, L2"}'


def test_a_line_break_in_a_header_is_part_of_the_name(case):
    company = case("30-newline-in-header", imported=False)
    leads = next(file for file in company.bring().account.files if file.table == "leads")
    assert (leads.records, leads.accepted, leads.rejected) == (1, 1, 0)
    assert leads.ignored_columns == ("Annual revenue",)
    assert [lead["company"] for lead in company.ask("lead/list")] == ["Firm"]


def test_words_that_stand_for_nothing_are_blank_and_counted(case):
    company = case("31-placeholder-nulls", imported=False)
    counted = {file.table: file.blanked for file in company.bring().account.files}
    assert (counted["leads"], counted["deals"]) == ((("channel", 3),), (("closed_at", 1),))
    assert len(company.ask("lead/list", Filters(channels=(None,)))) == 3
    assert [deal["deal_id"] for deal in company.ask("revenue/deals_opened")] == ["D1"]


@canonical_alone()
def test_hours_without_a_leading_zero_are_hours(case):
    company = case("39-partly-not-padded", imported=False)
    done = company.bring()
    leads = next(file for file in done.account.files if file.table == "leads")
    assert (leads.records, leads.accepted, leads.rejected) == (3, 3, 0)
    found = _canonical(company, done, "strftime(created_at, '%H:%M:%S')")
    assert found == [("09:15:00",), ("09:45:30",), ("10:15:00",)]


def test_a_rate_holds_until_the_next_one_starts(case):
    company = case("04-dated-rates")
    (totals,) = company.ask("goals/totals")
    assert str(totals["revenue"]) == "900.00"


def test_a_rate_older_than_agreed_stops_publishing_with_currency_days_and_money(case):
    company = case("04-dated-rates", imported=False)
    with (company.export / "house.toml").open("a", encoding="utf-8") as house:
        house.write("\n[agreements.rates]\nmax_age_days = 18\n")
    (stop,) = company.bring().stopped
    assert stop.name == "rates"
    assert "1 deal worth 1,000.00 USD has no exchange rate (2026-02-20)" in stop.sentence


def _canonical(company, done, columns):
    with duckdb.connect(str(company.warehouse.path(done.manifest.files["canonical"])), read_only=True) as connection:
        return connection.sql(f"select {columns} from canonical.leads order by all").fetchall()


def _warned(done):
    return {result.check.name: result.sample for result in done.results if result.failed}
