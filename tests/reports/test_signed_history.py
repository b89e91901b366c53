"""Every version of an agreement with who signed it, every proposal with what became of it, as they were typed."""

from datetime import UTC, datetime

import polars as pl
import pytest
from houses import house_of

from overlap.agreements import SignedAgreement
from overlap.reports import answer
from ui.download import csv

house = house_of("agreements/history", "agreements/in_force", "agreements/proposals")

pytestmark = pytest.mark.whole

HOSTILE = "=1+1 <b>*x*</b> '; drop table agreements; --"
SINCE, UNTIL = datetime(2026, 3, 1, tzinfo=UTC), datetime(2026, 5, 1, tzinfo=UTC)


def signed(version: int, kind: str, values: dict, since: datetime) -> SignedAgreement:
    name = f"{kind}-{version}"
    return SignedAgreement(name, kind, version, values, since, "@Mia", "Anna", HOSTILE, SINCE)


@pytest.fixture(scope="module")
def reader(tmp_path_factory):
    opened = house(
        tmp_path_factory.mktemp("signed"),
        leads=[{"lead_id": "L1", "created_at": "2026-03-02"}],
        signed=[
            signed(1, "threshold", {"points": 40}, SINCE),
            signed(2, "threshold", {"points": 50}, UNTIL),
            signed(1, "scoring", {"form": 20}, SINCE),
        ],
        store={
            "proposals": [
                {"kind": "delta", "values_json": '{"points": 5.0}', "signed_sales": "-Anna", "note": HOSTILE,
                 "state": "open"},
                {"kind": "delta", "values_json": '{"points": 4.0}', "signed_marketing": "Mia", "state": "withdrawn"},
            ]
        },
    )  # fmt: skip
    yield opened
    opened.close()


def test_every_version_stands_with_its_time_and_its_signatures(reader):
    frame = answer(reader, "agreements/history").frame
    columns = ("agreement_id", "agreed_at", "replaced_at", "value", "signed_marketing", "signed_sales", "note")
    assert frame.filter(agreement="threshold").select(columns).rows() == [
        ("unsigned", None, SINCE, "35", None, None, None),
        ("threshold-1", SINCE, UNTIL, "40", "@Mia", "Anna", HOSTILE),
        ("threshold-2", UNTIL, None, "50", "@Mia", "Anna", HOSTILE),
    ]
    form = frame.filter(agreement="scoring", applies_to="form").select("agreed_at", "replaced_at", "value").rows()
    assert form == [(None, SINCE, "12"), (SINCE, None, "20")]


def test_what_holds_now_is_the_version_of_the_history_that_nothing_has_replaced(reader):
    last = answer(reader, "agreements/history").frame.filter(pl.col("replaced_at").is_null())
    held = answer(reader, "agreements/in_force").frame
    columns = ["agreement", "applies_to", "value_name", "value", "agreement_id"]
    assert held.select(columns).rows() == last.select(columns).sort(columns[:3]).rows()


def test_a_proposal_waits_until_it_is_signed_or_withdrawn(reader):
    columns = ("agreement", "state", "signed_marketing", "signed_sales", "note", "proposed_values")
    assert answer(reader, "agreements/proposals").frame.select(columns).rows() == [
        ("delta", "open", None, "-Anna", HOSTILE, '{"points": 5.0}')
    ]
    assert answer(reader, "agreements/proposals", params={"state": "all"}).frame["state"].to_list() == [
        "open", "withdrawn",
    ]  # fmt: skip


def test_names_and_notes_leave_as_text_and_never_as_a_formula(reader):
    history = pl.read_csv(csv(answer(reader, "agreements/history").frame.filter(agreement="threshold")))
    assert history["note"].drop_nulls().unique().to_list() == [f"'{HOSTILE}"]
    assert history["signed_marketing"].drop_nulls().unique().to_list() == ["'@Mia"]
    proposals = pl.read_csv(csv(answer(reader, "agreements/proposals").frame))
    assert proposals["signed_sales"].to_list() == ["'-Anna"]
