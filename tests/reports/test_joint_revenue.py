"""What else is said of shared revenue: every model side by side, overlays, the open pipeline, one deal taken apart."""

from datetime import date
from decimal import Decimal
from typing import Any

import polars as pl
import pytest

from overlap.reports import Filters, Scope, answer
from overlap.warehouse.reader import Reader

pytestmark = pytest.mark.whole


def asked(reader: Reader, name: str, filters: Filters | None = None, **params: Any) -> pl.DataFrame:
    """The answer of a report."""
    return answer(reader, name, filters, params=params).frame


def euros(*amounts: str | None) -> list[Decimal | None]:
    """Amounts of money, None where there is none."""
    return [None if amount is None else Decimal(amount) for amount in amounts]


BY_MODEL = {
    "campaign_name": ["no known campaign", "Fair", "Mail", "C3"],
    "deal_count": [2, 1, 1, 1],
    "first": euros("410.00", "1000.00", "0.00", "0.00"),
    "last": euros("410.00", "0.00", "0.00", "1000.00"),
    "linear": euros("410.00", "333.34", "333.34", "333.32"),
    "position": euros("410.00", "400.00", "200.00", "400.00"),
    "u_shaped": euros("410.00", "800.00", "100.00", "100.00"),
    "w_shaped": euros("410.00", "600.00", "300.00", "100.00"),
    "full_path": euros("410.00", "500.00", "250.00", "250.00"),
    "time_decay": euros("410.00", "0.28", "5.76", "993.96"),
    "shapley": euros("410.00", "333.34", "333.34", "333.32"),
    "markov": euros("410.00", "200.00", "400.00", "400.00"),
    "custom": euros("410.00", "555.56", "222.22", "222.22"),
    "lowest": euros("410.00", "0.00", "0.00", "0.00"),
    "highest": euros("410.00", "1000.00", "400.00", "1000.00"),
    "spread": euros("0.00", "1000.00", "400.00", "1000.00"),
    "markov_total": euros(None, "282.00", "564.00", "564.00"),
}


def test_every_model_gives_the_same_deals_their_own_way_and_the_classic_total_none_to_the_unknown(
    joint: Reader,
) -> None:
    assert asked(joint, "revenue/models_compared").drop("campaign_id").to_dict(as_series=False) == BY_MODEL


def test_a_column_of_the_comparison_is_what_the_model_gives_when_asked_for_alone(joint: Reader) -> None:
    filters = Filters(starts_on=date(2026, 4, 1), reps=("R1", None))
    compared = asked(joint, "revenue/models_compared", filters, weights="5,0,1,3,2")
    for model in ("first", "w_shaped", "time_decay", "custom"):
        weights = {"weights": "5,0,1,3,2"} if model == "custom" else {}
        alone = asked(joint, "revenue/by_campaign", filters, model=model, **weights)
        assert dict(compared.select("campaign_id", model).rows()) == dict(alone.select("campaign_id", "revenue").rows())


def test_the_classic_total_belongs_to_no_deal_so_only_filters_on_deals_change_it(joint: Reader) -> None:
    mine = asked(joint, "revenue/models_compared", Filters(reps=("R1",), campaigns=("C1",)))
    assert mine.select("linear", "markov_total").rows() == [tuple(euros("166.67", "282.00"))]
    april = asked(joint, "revenue/models_compared", Filters(starts_on=date(2026, 4, 1), ends_on=date(2026, 5, 1)))
    assert april["markov_total"].to_list() == euros("200.00", "400.00", "400.00")


def test_an_overlay_is_shared_over_the_touches_and_stands_beside_the_split(joint: Reader) -> None:
    assert asked(joint, "revenue/by_overlay").rows() == [("R3", "Sato", "sdr", 1, Decimal("150.00"))]
    assert asked(joint, "revenue/overlay_ledger", model="position").rows() == [
        ("C1", "R3", 1, Decimal("60.00")),
        ("C3", "R3", 1, Decimal("60.00")),
        ("C2", "R3", 1, Decimal("30.00")),
    ]
    assert asked(joint, "revenue/by_rep").filter(rep_id="R3").is_empty()
    assert asked(joint, "revenue/by_overlay", Filters(campaigns=("C2",)), model="position")[
        "overlay"
    ].to_list() == euros("30.00")


def test_the_person_of_an_overlay_sees_the_deal_behind_it_and_a_stranger_does_not(joint: Reader) -> None:
    seen = {
        rep: answer(joint, "revenue/overlay_deals", scope=Scope(sees_all=False, reps=(rep,))).frame["deal_id"].to_list()
        for rep in ("R1", "R3", "R9")
    }
    assert seen == {"R1": ["D1"], "R3": ["D1"], "R9": []}


def test_the_pipeline_is_shared_to_the_cent_and_weighted_only_where_a_probability_is_known(joint: Reader) -> None:
    assert asked(joint, "revenue/pipeline").rows() == [
        ("C2", "Mail", 3, Decimal("130.00"), pytest.approx(1 + 50 / 100.01), Decimal("25.00"), 2),
        ("C1", "Fair", 1, Decimal("50.01"), pytest.approx(50.01 / 100.01), Decimal("25.01"), 0),
    ]
    assert asked(joint, "revenue/pipeline_totals").to_dicts() == [
        {
            "deal_count": 3,
            "booked": Decimal("180.01"),
            "influenced": Decimal("180.01"),
            "deals_worth": 2.0,
            "by_campaign": Decimal("180.01"),
            "by_rep": Decimal("180.01"),
            "no_campaign": Decimal("0.00"),
            "no_rep": Decimal("80.00"),
            "weighted": Decimal("50.01"),
            "no_probability_count": 2,
            "no_amount_count": 1,
            "is_exact": True,
        }
    ]


def test_a_weighted_amount_is_unknown_and_not_0_where_nobody_gave_a_probability(joint: Reader) -> None:
    listed = asked(joint, "revenue/deals_open", Filters(campaigns=("C2",)), state="no_probability")
    assert listed.select("deal_id", "stage", "probability", "influenced", "weighted", "booked").rows() == [
        ("D6", "proposal", None, Decimal("80.00"), None, Decimal("80.00")),
        ("D8", "not recorded", None, Decimal("0.00"), None, None),
    ]
    young = asked(joint, "revenue/pipeline", Filters(starts_on=date(2026, 6, 9), ends_on=date(2026, 6, 10)))
    opened_before_the_end = [("Fair", 1), ("Mail", 2)]
    assert young.select("campaign_name", "deal_count").rows() == opened_before_the_end
    alone = asked(joint, "revenue/pipeline", Filters(reps=(None,)))
    assert alone.select("influenced", "weighted", "no_probability_count").rows() == [(Decimal("80.00"), None, 2)]


def test_a_deal_taken_apart_adds_up_and_names_the_touches_a_model_singles_out(joint: Reader) -> None:
    taken = asked(joint, "revenue/deal_waterfall", deal_id="D1", model="full_path")
    shown = taken.select(
        "j", "touch_id", "kind", "content", "campaign_name", "place", "weight", "rep_name", "share", "credit"
    )
    assert shown.rows() == [
        (3, "T1", "booth_scan", None, "Fair", "first touch, lead creation", 0.5, "Okafor", 0.5, Decimal("250.00")),
        (3, "T1", "booth_scan", None, "Fair", "first touch, lead creation", 0.5, "Keller", 0.5, Decimal("250.00")),
        (2, "T2", "email_click", None, "Mail", "opportunity", 0.25, "Okafor", 0.5, Decimal("125.00")),
        (2, "T2", "email_click", None, "Mail", "opportunity", 0.25, "Keller", 0.5, Decimal("125.00")),
        (1, "T3", None, "Paper", "C3", "last touch", 0.25, "Okafor", 0.5, Decimal("125.00")),
        (1, "T3", None, "Paper", "C3", "last touch", 0.25, "Keller", 0.5, Decimal("125.00")),
    ]
    assert taken["share_booked"].unique().to_list() == [0.6]
    assert taken["lead_name"].unique().to_list() == ["Ada"]


def test_an_open_deal_a_narrower_window_and_a_deal_without_touches_are_taken_apart_alike(joint: Reader) -> None:
    shown = ["j", "campaign_name", "place", "weight", "rep_name", "share", "credit"]
    assert asked(joint, "revenue/deal_waterfall", deal_id="D5").select(shown).rows() == [
        (2, "Fair", "first touch", 0.5, "Okafor", 1.0, Decimal("50.01")),
        (1, "Mail", "last touch", 0.5, "Okafor", 1.0, Decimal("50.00")),
    ]
    assert asked(joint, "revenue/deal_waterfall", deal_id="D1", window_days=7)["place"].unique().to_list() == [
        "first touch, last touch"
    ]
    assert asked(joint, "revenue/deal_waterfall", deal_id="D2").select(shown).rows() == [
        (1, "no known campaign", "no touch in the window", 1.0, "unassigned", None, Decimal("110.00"))
    ]


def test_the_people_of_a_deal_show_what_was_booked_and_what_it_became(joint: Reader) -> None:
    assert asked(joint, "revenue/deal_people", deal_id="D1").rows() == [
        (False, "R1", "Okafor", "ae", 0.6, 1.2, 0.5, Decimal("500.00")),
        (False, "R2", "Keller", "ae", 0.6, 1.2, 0.5, Decimal("500.00")),
        (True, "R3", "Sato", "sdr", 0.15, None, None, Decimal("150.00")),
    ]


@pytest.mark.parametrize("name", ["revenue/deal_waterfall", "revenue/deal_people"])
def test_only_who_shares_a_deal_sees_it_taken_apart(joint: Reader, name: str) -> None:
    rows = [
        answer(joint, name, params={"deal_id": "D1"}, scope=Scope(sees_all=False, reps=(rep,))).frame.height
        for rep in ("R2", "R9")
    ]
    assert rows[0] > 0 and rows[1] == 0
