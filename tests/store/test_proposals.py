"""A change of an agreement takes two people, one of each team, and is signed as a whole or not at all."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from overlap.agreements import Draft
from overlap.errors import InputError
from overlap.store import Store
from overlap.store.audit import history
from overlap.store.decisions import Decision, decide, decisions, restore_decision, withdraw_decision
from overlap.store.proposals import countersign, open_proposals, proposals, propose, propose_once, withdraw_proposal
from overlap.store.samples import Draw, Sampled, draw, sampled

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)
JANUARY = datetime(2027, 1, 1, tzinfo=UTC)
DRAFT = Draft("threshold", {"points": 40}, JANUARY, "Mara", "", "too many too early")


def test_the_second_signature_makes_the_agreement(store):
    proposal_id = propose(store, DRAFT, "form-1", NOON)
    [waiting] = open_proposals(store)
    assert (waiting.draft, waiting.awaits, waiting.proposed_by) == (DRAFT, "sales", "Mara")
    assert store.agreements() == []

    signed = countersign(store, proposal_id, "sales", " Sam ", NOON)
    assert store.agreements() == [signed]
    assert (signed.values, signed.signed_marketing, signed.signed_sales) == ({"points": 40}, "Mara", "Sam")
    assert (signed.effective_from, signed.note, signed.created_at) == (JANUARY, "too many too early", NOON)
    assert open_proposals(store) == []
    assert [(one.state, one.agreement_id) for one in proposals(store)] == [("signed", "threshold-1")]
    assert [(one.action, one.who) for one in history(store, "proposals", proposal_id)] == [
        ("propose", "Mara"),
        ("sign", "Sam"),
    ]
    assert [one.action for one in history(store, "agreements", "threshold-1")] == ["sign"]


def test_a_proposal_that_waits_already_is_not_made_again_by_another_click(store):
    first = propose_once(store, DRAFT, "form-1", NOON)
    assert propose_once(store, DRAFT, "form-2", NOON) == first
    other = propose_once(store, replace(DRAFT, note="and too late"), "form-3", NOON)
    withdraw_proposal(store, first, by="Mara", at=NOON)
    assert len({first, other, propose_once(store, DRAFT, "form-4", NOON)}) == 3


def test_signing_twice_is_one_agreement(store):
    proposal_id = propose(store, DRAFT, "form-1", NOON)
    with ThreadPoolExecutor(4) as pool:
        signed = list(pool.map(lambda _: countersign(store, proposal_id, "sales", "Sam", NOON), range(8)))
    assert store.agreements() == signed[:1] == [signed[7]]


@pytest.mark.parametrize("name", ["Mara", " mARA  ", "ＭＡＲＡ"])
def test_nobody_signs_for_both_teams(store, name):
    proposal_id = propose(store, DRAFT, "form-1", NOON)
    with pytest.raises(InputError, match="Two people sign an agreement"):
        countersign(store, proposal_id, "sales", name, NOON)
    assert (len(open_proposals(store)), store.agreements()) == (1, [])


def test_a_team_cannot_sign_twice(store):
    proposal_id = propose(store, DRAFT, "form-1", NOON)
    with pytest.raises(InputError, match="Mara has signed for marketing already; the signature of sales is missing"):
        countersign(store, proposal_id, "marketing", "Mia", NOON)
    with pytest.raises(InputError, match='team cannot be "finance"'):
        countersign(store, proposal_id, "finance", "Mia", NOON)


def test_a_proposal_saved_twice_is_one(store):
    assert propose(store, DRAFT, "form-1", NOON) == propose(store, DRAFT, "form-1", JANUARY)
    with pytest.raises(InputError, match="other content"):
        propose(store, replace(DRAFT, values={"points": 41}), "form-1", NOON)
    assert len(proposals(store)) == 1


def test_a_withdrawn_proposal_cannot_be_signed_nor_a_signed_one_withdrawn(store):
    gone, kept = (propose(store, DRAFT, form, NOON) for form in ("form-1", "form-2"))
    withdraw_proposal(store, gone, by="Mara", at=NOON)
    withdraw_proposal(store, gone, by="Mara", at=NOON)
    with pytest.raises(InputError, match="was withdrawn. Propose it again"):
        countersign(store, gone, "sales", "Sam", NOON)

    countersign(store, kept, "sales", "Sam", NOON)
    with pytest.raises(InputError, match="was signed as threshold-1"):
        withdraw_proposal(store, kept, by="Mara", at=NOON)
    with pytest.raises(InputError, match="was signed as threshold-1"):
        countersign(store, kept, "sales", "Sue", NOON)


@pytest.mark.parametrize(
    ("changes", "complaint"),
    [
        ({"signed_sales": "Sam"}, "carries one signature"),
        ({"signed_marketing": " "}, "carries one signature"),
        ({"values": {"point": 40}}, 'Did you mean "points"'),
        ({"kind": "treshold"}, 'Did you mean "threshold"'),
        ({"effective_from": JANUARY.replace(tzinfo=None)}, "say in which time zone"),
        ({"note": "x" * 2001}, "note has 2,001 characters"),
    ],
)
def test_a_proposal_that_could_not_be_signed_is_refused_at_once(store, changes, complaint):
    with pytest.raises(InputError, match=complaint):
        propose(store, replace(DRAFT, **changes), "form-1", NOON)
    assert (proposals(store), store.revision("proposals")) == ([], 0)


def hold(leads, **changes):
    return replace(Draw("hold", 0.1, "samples-1", tuple(leads), "Mara"), **changes)


@pytest.fixture
def agreed(store: Store) -> Store:
    store.sign(Draft("samples", {"hold_share": 0.1}, NOON, "Mara", "Sam"), at=NOON)
    return store


def test_drawing_again_only_adds(agreed):
    assert draw(agreed, hold(["L2", "L1", "L1"]), NOON) == 2
    assert draw(agreed, hold(["L1", "L3"], share=0.5), JANUARY) == 1
    assert sampled(agreed) == [
        Sampled("L1", "hold", 0.1, NOON, "Mara", "samples-1"),
        Sampled("L2", "hold", 0.1, NOON, "Mara", "samples-1"),
        Sampled("L3", "hold", 0.5, JANUARY, "Mara", "samples-1"),
    ]
    assert [one.after["lead_count"] for one in history(agreed, "samples", "samples-1")] == [2, 1]


@pytest.mark.parametrize(
    ("changes", "complaint"),
    [
        ({"kind": "holding"}, 'Did you mean "hold"'),
        ({"share": 0.0}, "share must be above 0"),
        ({"share": float("nan")}, "share must be above 0"),
        ({"agreement_id": "samples-2"}, 'There is no agreement_id "samples-2"'),
        ({"lead_ids": ("L1", "")}, "lead_id is blank"),
        ({"drawn_by": ""}, "drawn_by is blank"),
    ],
)
def test_a_draw_without_a_signed_agreement_or_a_chance_is_refused(agreed, changes, complaint):
    with pytest.raises(InputError, match=complaint):
        draw(agreed, hold(["L1"], **changes), NOON)
    assert (sampled(agreed), agreed.revision("samples")) == ([], 0)


DECISION = Decision(
    "form-1",
    "acceptance_rate",
    "no budget",
    "all other campaigns",
    "Mara",
    "Ask for the budget",
    date(2026, 11, 20),
    60,
    "Mia",
)


def test_a_decision_is_kept_once_and_can_be_withdrawn_and_brought_back(store):
    decision_id = decide(store, DECISION, NOON)
    assert decide(store, DECISION, JANUARY) == decision_id
    [kept] = decisions(store)
    assert (kept.metric, kept.window_days) == ("acceptance_rate", 60)
    assert (kept.decided_on, kept.created_at) == (date(2026, 11, 20), NOON)

    withdraw_decision(store, decision_id, by="Mia", at=JANUARY)
    assert [one.withdrawn_at for one in decisions(store)] == [JANUARY]
    restore_decision(store, decision_id, by="Mia", at=JANUARY)
    assert decisions(store) == [kept]
    assert [one.action for one in history(store, "decisions", decision_id)] == ["decide", "withdraw", "restore"]


@pytest.mark.parametrize(
    ("changes", "complaint"),
    [
        ({"metric": "acceptanc"}, 'Did you mean "acceptance'),
        ({"subject": ""}, "subject is blank"),
        ({"what": " "}, "what is blank"),
        ({"window_days": 0}, "window_days must be a whole number from 1 to 365"),
        ({"baseline": float("nan")}, "baseline must be a number"),
    ],
)
def test_a_decision_that_could_never_be_judged_is_refused(store, changes, complaint):
    with pytest.raises(InputError, match=complaint):
        decide(store, replace(DECISION, **changes), NOON)
    assert decisions(store) == []
