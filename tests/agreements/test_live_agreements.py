"""Between a signature and its build, what needs no build holds at once and everything else stays as it was built."""

from datetime import UTC, datetime
from typing import Any

from overlap.agreements import KINDS, SignedAgreement, at_ask, pending, read_agreements, resolve

JANUARY = datetime(2026, 1, 1, tzinfo=UTC)
MAY = datetime(2026, 5, 1, 9, 30, tzinfo=UTC)


def signed(kind: str, values: dict[str, Any], since: datetime = MAY, version: int = 1) -> SignedAgreement:
    return SignedAgreement(f"{kind}-{version}", kind, version, values, since, "Mara", "Sam", "", since)


def cells(rows):
    return [(row.agreement_id, row.effective_from, row.effective_to, row.values) for row in rows]


def test_what_a_build_wrote_is_read_back(connection):
    everything = [
        signed("response", {"limit_minutes": 60}),
        signed("hours", {"EMEA": {"opens": "08:00", "breaks": ["12:00-13:00"]}, "Nordics": {"country": "none"}}),
        signed("seasonal", {"12": 0.5}),
        signed("attribution", {"window_days": "none"}),
        signed("scoring", {"form": 15, "webinar": 9}),
        signed("promise", {"qualified_share": 0.6}),
    ]
    agreed = resolve({}, {"delta": {"points": 2}}, everything)
    agreed.write(connection)
    assert read_agreements(connection).hash == agreed.hash
    assert read_agreements(connection).build_hash == agreed.build_hash
    assert at_ask(read_agreements(connection), agreed) == agreed


def test_a_signed_threshold_holds_at_once_from_its_date_on():
    built, agreed = resolve({}, {}), resolve({}, {}, [signed("threshold", {"points": 50})])
    assert cells(at_ask(built, agreed).of("threshold")) == [
        ("unsigned", None, MAY, {"points": 35}),
        ("threshold-1", MAY, None, {"points": 50}),
    ]
    assert pending(built, agreed) == ()


def test_a_signed_limit_waits_for_its_build_and_its_target_does_not():
    built = resolve({}, {}, [signed("response", {"limit_minutes": 120}, JANUARY)])
    agreed = resolve(
        {},
        {},
        [
            signed("response", {"limit_minutes": 120}, JANUARY),
            signed("response", {"limit_minutes": 60, "target": 0.9}, MAY, 2),
        ],
    )
    assert cells(at_ask(built, agreed).of("response")) == [
        ("unsigned", None, JANUARY, {"limit_minutes": 240, "target": 0.85}),
        ("response-1", JANUARY, MAY, {"limit_minutes": 120, "target": 0.85}),
        ("response-1", MAY, None, {"limit_minutes": 120, "target": 0.9}),
    ]
    assert [row.agreement_id for row in pending(built, agreed)] == ["response-2"]
    assert at_ask(agreed, agreed) == agreed
    assert pending(agreed, agreed) == ()


def test_a_signed_limit_that_changes_nothing_else_leaves_one_row_as_built():
    built, agreed = resolve({}, {}), resolve({}, {}, [signed("response", {"limit_minutes": 60})])
    assert at_ask(built, agreed).of("response") == built.of("response")
    assert [row.values["limit_minutes"] for row in pending(built, agreed)] == [60]


def test_signing_the_same_values_again_waits_for_nothing_and_names_the_new_agreement():
    built, agreed = resolve({}, {}), resolve({}, {}, [signed("response", {"limit_minutes": 240})])
    assert pending(built, agreed) == ()
    assert [row.agreement_id for row in at_ask(built, agreed).of("response")] == ["unsigned", "response-1"]


def test_every_build_time_kind_waits_as_a_whole():
    built = resolve({}, {})
    agreed = resolve({}, {}, [signed("hours", {"EMEA": {"opens": "08:00"}}), signed("scoring", {"form": 15})])
    assert at_ask(built, agreed) == built
    assert [row.agreement_id for row in pending(built, agreed)] == ["hours-1", "scoring-1"]


def test_what_waits_is_what_the_build_hash_moves_for():
    built = resolve({}, {})
    changes = {
        "threshold": {"points": 1}, "attempts": {"kinds": ["call"]}, "no_contact": {"reasons": ["x"]},
        "response": {"target": 0.5}, "promise": {"handoffs_per_week": 5}, "hours": {"EMEA": {"zone": "UTC"}},
        "conversion": {"won": 90}, "steps": {"sql": 0.4}, "attribution": {"half_life_days": 3}, "weights": {"first": 1},
        "rates": {"max_age_days": 7},
        "delta": {"points": 9}, "reference": {"starts_on": "2025-01-01"},
        "samples": {"hold_share": 0.1}, "seasonal": {"1": 3.0}, "scoring": {"form": 1},
        "fiscal_year": {"first_month": 4}, "week_starts": {"first_day": "sun"}, "persons": {"same_email": "one"},
        "fit": {"enterprise": 5}, "decay": {"half_life_days": 30.0}, "owners": {"duplicate": "sales"},
        "stages": {"lead": "someone"},
    }  # fmt: skip
    assert set(changes) == set(KINDS)
    for kind, values in changes.items():
        agreed = resolve({}, {}, [signed(kind, values)])
        assert bool(pending(built, agreed)) == (agreed.build_hash != built.build_hash), kind
