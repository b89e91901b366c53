"""What two teams may agree on about credit: a channel that earns none beside others, deals credited by account."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from overlap.reports import Scope, answer
from overlap.warehouse.reader import open_reader

REPORTS = ("revenue/by_channel", "revenue/without_lead", "data/checks")
ATTRIBUTION = "\n[agreements.attribution]\n{name} = {value}\n"
MODELS = (
    *("first", "last", "linear", "position", "u_shaped", "w_shaped", "full_path"),
    *("time_decay", "shapley", "markov", "custom"),
)


def agreeing(company: Any, name: str, value: str) -> Any:
    """The company imported with a value of its attribution agreed."""
    with (company.export / "house.toml").open("a") as house:
        house.write(ATTRIBUTION.format(name=name, value=value))
    company.bring()
    return company


def credited(company: Any, model: str, **params: object) -> dict[str | None, Decimal]:
    return {
        row["channel"]: row["revenue"]
        for row in company.ask("revenue/by_channel", model=model, **params)
        if row["revenue"]
    }


def test_direct_earns_nothing_beside_another_channel_in_the_window_under_any_model(case: Callable[..., Any]) -> None:
    company = agreeing(case("21-direct-is-last", imported=False), "uncredited_channels", '["direct"]')
    for model in MODELS:
        assert credited(company, model) == {"paid_search": Decimal("1000.00")}, model
        assert credited(company, model, window_days=7) == {"direct": Decimal("1000.00")}, model


def test_a_channel_without_credit_that_no_touch_has_is_named(case: Callable[..., Any]) -> None:
    company = agreeing(case("21-direct-is-last", imported=False), "uncredited_channels", '["direkt", "DIRECT"]')
    name = "channels_without_credit_have_touches"
    (check,) = [row for row in company.ask("data/checks") if row["check_name"] == name]
    assert (check["level"], check["failed_count"]) == ("warn", 1)
    assert "direkt" in check["sample"]
    assert credited(company, "last") == {"paid_search": Decimal("1000.00")}


def test_nothing_is_left_out_until_it_is_agreed(case: Callable[[str], Any]) -> None:
    assert credited(case("21-direct-is-last"), "last") == {"direct": Decimal("1000.00")}


def test_a_deal_without_a_lead_is_credited_by_its_account_where_that_is_agreed(case: Callable[..., Any]) -> None:
    company = agreeing(case("07-deal-without-contact", imported=False), "account_fallback", '"on"')
    assert credited(company, "linear") == {"webinar": Decimal("1000.00")}
    assert company.ask("revenue/without_lead") == []


def test_a_deal_without_a_lead_is_listed_with_the_leads_its_account_has(case: Callable[[str], Any]) -> None:
    company = case("07-deal-without-contact")
    assert credited(company, "linear") == {"no known campaign": Decimal("1000.00")}
    (row,) = company.ask("revenue/without_lead")
    assert (row["deal_id"], row["account_id"], row["lead_count"], row["to_do"]) == (
        "D1", "A1", 2, "Account A1 has 2 leads with touches: name one.",
    )  # fmt: skip
    reader = open_reader(company.warehouse)
    assert answer(reader, "revenue/without_lead", scope=Scope(reps=("R1",))).frame.is_empty()
    reader.close()
    (check,) = [row for row in company.ask("data/checks") if row["check_name"] == "deals_name_a_lead_of_their_account"]
    assert (check["level"], check["failed_count"]) == ("warn", 1)
