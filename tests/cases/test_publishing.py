"""Companies whose next export must not simply be published, or must say what it restates."""

from datetime import UTC, date, datetime
from decimal import Decimal

REPORTS = ("data/changes", "data/restatements", "data/restated_rows")


def test_ids_cut_to_15_characters_are_named_and_nothing_is_published(case):
    company = case("08-ids-15-and-18", imported=False)
    done = company.bring()
    assert done.manifest is None and {stop.name for stop in done.stopped} == {"links"}
    of_touches = next(stop.sentence for stop in done.stopped if "touches.csv" in stop.sentence)
    assert "the ids of touches.csv are those of leads.csv cut to 15 characters" in of_touches
    assert company.warehouse.current_id() is None


def test_a_won_deal_that_is_open_again_restates_its_month_and_is_named(case):
    company = case("20-restated-quarter")
    assert company.ask("data/changes") == [] and company.ask("data/restatements") == []
    done = company.bring(company.export / "second", now=datetime(2026, 11, 22, 12, tzinfo=UTC))
    assert company.ask("data/changes") == done.changed
    assert {row["table_name"]: (row["new_count"], row["changed_count"], row["gone_count"]) for row in done.changed} == {
        "deals": (0, 1, 0),
        "leads": (0, 0, 0),
    }
    restated = {row["metric"]: row for row in company.ask("data/restatements")}
    assert set(restated) == {"deals_won", "revenue_booked"}
    revenue = restated["revenue_booked"]
    assert (revenue["month"], revenue["before_amount"], revenue["after_amount"]) == (
        date(2026, 2, 1),
        Decimal("1000.00"),
        Decimal("0.00"),
    )
    assert (revenue["why"], revenue["row_count"]) == ("another export", 1)
    (row,) = company.ask("data/restated_rows", metric="revenue_booked")
    assert (row["id"], row["before_amount"], row["after_amount"]) == ("D1", 1000.0, 0.0)
    assert row["what"] == "closed_at: 2026-02-20 10:00 → blank; outcome: won → open"
