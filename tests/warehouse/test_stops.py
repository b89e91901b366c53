"""What keeps an import from being published until it is accepted by name; a check says the same."""

import re
from datetime import timedelta

import duckdb
import pytest
from test_importing import DEALS, LATER, LEADS, NOW, House

from overlap.errors import UsageError
from overlap.warehouse.importing import Export, judge, links, source_named

pytestmark = pytest.mark.whole
REPORTS = ("goals/totals", "data/rejects", "data/files")


@pytest.fixture
def house(tmp_path):
    return House(tmp_path).put(leads=LEADS)


def leads(*ids: str) -> str:
    return "lead_id,created_at\n" + "".join(f"{each},2026-01-05T10:00:00Z\n" for each in ids)


def touches(*ids: str) -> str:
    rows = (f"T{number},{each},2026-01-06T10:00:00Z\n" for number, each in enumerate(ids))
    return "touch_id,lead_id,touched_at\n" + "".join(rows)


def checked(house, **options):
    export = Export(source_named("overlap"), house.export)
    return judge(export, now=LATER, warehouse=house.warehouse, store=house.store, **options)


def stopped_by(done):
    assert done.manifest is None
    return [(stop.name, stop.sentence) for stop in done.stopped]


@pytest.mark.parametrize(
    ("known", "used", "cause"),
    [
        (["00Q5AbCdEEAV", "00Q5AbCdFEAV"], ["00Q5AbCdE", "00Q5AbCdF"], "those of leads.csv cut to 9 characters"),
        (["00Q5AbCdE", "00Q5AbCdF"], ["00Q5AbCdEEAV", "00Q5AbCdFEAV"], "those of touches.csv cut to 9 characters"),
        (["a1", "a2b"], ["A1", "A2B"], "differ only in upper and lower case"),
        (["0071", "012"], ["71", "12"], "differ only in leading zeros"),
        (["71", "112"], ["71.0", "112.0"], 'differ only in a trailing ".0"'),
        (["a-7", "a-812"], ["A7", "A812"], "differ only in punctuation and case"),
        (["0071", "A012"], ["71.0", "a012"], 'differ only in case, spaces, leading zeros and a trailing ".0"'),
        (["71", "812"], ["lead:71", "lead:812"], "differ only in what stands before the number"),
        (["a b", "c de"], ["a  b", "c  de"], "differ only in spaces"),
        (["one", "two"], ["drei", "vier"], 'here they look like "drei", there they look like "one"'),
    ],
)
def test_ids_that_match_nothing_stop_with_their_likely_cause(known, used, cause):
    """Said of ids alone; that a check says it of files is below."""
    mine, theirs = (f"select unnest({each}::varchar[]) as id" for each in (used, known))
    link = links._Link("touches.csv", "lead_id", mine, "leads.csv", "lead_id", theirs, f"({theirs})")
    with duckdb.connect() as connection:
        (stop,) = links._said(connection, link)
    name, sentence = stop.name, stop.sentence
    assert name == "links" and cause in sentence
    assert sentence.startswith("None of the 2 values of lead_id in touches.csv is in leads.csv: ")


@pytest.mark.usefixtures("no_marts")
def test_ids_that_are_values_of_another_column_say_of_which(house):
    house.put(leads="lead_id,created_at,email\nL1,2026-01-05,a@b.c\n", touches=touches("a@b.c"))
    (stop,) = stopped_by(checked(house))
    assert stop[1].endswith("is not in leads.csv: they are values of its column email, not of lead_id.")


@pytest.mark.usefixtures("no_marts")
def test_one_id_that_matches_is_no_broken_link(house):
    house.put(touches=touches("L1", "X1", "X2"))
    assert checked(house).stopped == ()


@pytest.mark.usefixtures("no_marts")
def test_a_link_that_keeps_its_rows_is_judged_too(house):
    house.put(
        campaigns="campaign_id,campaign_name\n7,Fair\n8,Web\n",
        touches="touch_id,lead_id,campaign_id,touched_at\nT1,L1,7.0,2026-01-06\nT2,L1,8.0,2026-01-06\n",
    )
    (stop,) = stopped_by(checked(house))
    assert "campaign_id in touches.csv is in campaigns.csv" in stop[1] and 'trailing ".0"' in stop[1]


@pytest.mark.usefixtures("no_marts")
def test_a_fifth_of_the_records_rejected_stops_from_20_on(house):
    def rows(good: int, bad: int) -> str:
        return leads(*map(str, range(good))) + "".join(f"X{n},no day\n" for n in range(bad))

    house.put(leads=rows(16, 4))
    assert checked(house).stopped == ()
    house.put(leads=rows(14, 5))
    assert checked(house).stopped == ()
    house.put(leads=rows(15, 5))
    (stop,) = stopped_by(checked(house))
    assert stop[0] == "rejects" and "5 of 20 records of leads.csv are rejected (25.0%)" in stop[1]
    assert '"no day"' in stop[1]


@pytest.mark.usefixtures("no_marts")
def test_more_than_half_of_a_published_table_gone_stops_unless_it_is_accepted(house):
    house.put(leads=leads("A", "B", "C", "D"))
    first = house.bring().manifest
    house.put(leads=leads("A", "B"))
    assert checked(house).stopped == ()
    house.put(leads="lead_id,created_at\n")
    stops = stopped_by(house.bring(now=LATER))
    assert stops == [("shrink", "4 of the 4 rows of leads published before are not in this export.")]
    assert stopped_by(checked(house)) == stops
    assert house.warehouse.current_id() == first.generation
    published = house.bring(now=LATER, accept=("shrink",)).manifest
    assert published.accepted_stops == [("overlap", *stops[0])]
    assert house.warehouse.current_id() == published.generation


@pytest.mark.usefixtures("no_marts")
def test_a_table_left_out_that_was_published_is_gone_too(house):
    house.put(deals=DEALS).bring()
    stops = stopped_by(house.bring(now=LATER, without=("deals.csv",)))
    assert stops == [("shrink", "2 of the 2 rows of deals published before are not in this export.")]


@pytest.mark.usefixtures("no_marts")
def test_an_earlier_as_of_takes_nothing_away(house):
    house.put(leads=leads("A", "B", "C")).bring()
    assert house.bring(now=LATER, as_of=NOW - timedelta(days=900)).is_new


@pytest.mark.usefixtures("no_marts")
def test_the_same_times_written_in_another_zone_are_not_gone(house):
    entries = "lead_id,stage,entered_at\nL1,mql,2026-01-07T10:00:00{0}\nL2,mql,2026-01-08T10:00:00{0}\n"
    house.put(stage_entries=entries.format("Z")).bring()
    assert house.put(stage_entries=entries.format("-05:00")).bring(now=LATER).is_new


def test_an_amount_without_a_rate_stops_and_once_accepted_its_deal_is_rejected(house):
    (house.export / "house.toml").write_text('reporting_currency = "EUR"\n')
    house.put(deals=DEALS.replace("50.00,EUR", "50.00,USD"), deal_reps="deal_id,rep_id,role,share\nD2,R1,ae,1\n")
    stops = stopped_by(house.bring())
    assert stops == [
        (
            "rates",
            "1 deal worth 50.00 USD has no exchange rate (2026-04-01). Add rates of those days to the table rates.",
        )
    ]
    done = house.bring(accept=("rates",))
    assert done.manifest.accepted_stops == [("overlap", *stops[0])]
    assert done.manifest.sources["overlap"]["rejected"] == 1
    assert str(house.ask("goals/totals")[0]["revenue"]) == "100.00"
    (reject,) = house.ask("data/rejects")
    assert (reject["file"], reject["line"], reject["value"]) == ("deals.csv", None, "D2")
    files = {row["file"]: (row["records"], row["accepted"], row["rejected"]) for row in house.ask("data/files")}
    assert files["deals.csv"] == (2, 1, 1)


def test_an_amount_without_a_rate_is_rejected_once_whatever_files_its_table_came_in(house):
    (house.export / "house.toml").write_text('reporting_currency = "EUR"\n')
    house.put(deals=DEALS).begin()
    changes = DEALS.replace("50.00,EUR", "50.00,USD").replace("D1,L1", "D3,L1")
    done = house.put(deals=changes).bring(now=LATER, is_update=True, accept=("rates",))
    assert done.is_new
    assert house.rows("select value from meta.rejects") == [("D2",)]
    files = house.rows("select records, accepted, rejected from meta.files where \"table\" = 'deals'")
    assert all(accepted + rejected == records for records, accepted, rejected in files)
    assert sum(rejected for *_, rejected in files) == done.manifest.sources["overlap"]["rejected"] == 1


@pytest.mark.usefixtures("no_marts")
def test_what_was_accepted_holds_for_the_same_content_only(house, monkeypatch):
    house.put(leads=leads("a1"), touches=touches("A1"))
    house.bring(accept=("links",))
    monkeypatch.setattr("overlap.warehouse.importing.draft.__version__", "9.9")
    assert house.bring(now=LATER).is_new
    house.put(touches=touches("A1", "A2"))
    assert [name for name, _ in stopped_by(house.bring(now=LATER))] == ["links"]


def test_a_name_that_accepts_nothing_is_refused_with_the_nearest(house):
    with pytest.raises(UsageError, match=re.escape('accept "link" is none of') + '.*Did you mean "links"'):
        house.bring(accept=("link",))


def test_a_check_says_what_the_import_then_does(house):
    house.put(deals=DEALS)
    said = checked(house)
    assert said.is_new and house.warehouse.current_id() is None
    done = house.bring(now=LATER)
    assert [(one.check.name, one.failed, one.sample) for one in said.results] == [
        (one.check.name, one.failed, one.sample) for one in done.results
    ]
    assert said.manifest is not None
    assert (said.account, said.manifest.as_of, said.manifest.checks) == (
        done.account,
        done.manifest.as_of,
        done.manifest.checks,
    )
    assert not checked(house).is_new
