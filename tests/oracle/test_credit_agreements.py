"""A channel without credit, and deals credited through their account, cell by cell as the second reading has them."""

from pathlib import Path

import pytest
from credit_agreements import AGREED_EDGES, MISTAKES
from mistakes import Mistake, one_in_three, planted
from naive_facts import Facts
from test_credit_properties import ledger_of

pytestmark = pytest.mark.whole


def differs() -> bool:
    """Whether the company is credited otherwise than by the handbook."""
    return sorted(ledger_of(AGREED_EDGES), key=repr) != sorted(Facts(AGREED_EDGES).ledger, key=repr)


def test_the_agreements_are_kept_cell_by_cell() -> None:
    assert not differs()


def test_the_ledger_is_the_one_worked_out_by_hand() -> None:
    earned = {
        (cell["deal_id"], cell["campaign_id"], cell["channel"]): cell["linear_cents"]
        for cell in ledger_of(AGREED_EDGES)
        if cell["deal_id"] != "milestones between"
    }
    assert earned == {
        ("the last is direct", "C1", "ads"): 100_000,
        ("nothing but direct", None, "direct"): 50_000,
        ("nothing but direct", "C3", "direct"): 50_000,
        ("the other touch as old as the window", "C1", "ads"): 100_000,
        ("the other touch is too old", None, "direct"): 100_000,
        ("of an account", "C1", "ads"): 50_000,
        ("of an account", "C2", "mail"): 50_000,
        ("of an account with a lead named", "C1", "ads"): 100_000,
        ("of an account, agreed no more", None, None): 100_000,
        ("of an account, of an unknown lead", None, "mail"): 100_000,
    }


@pytest.mark.parametrize("mistake", one_in_three(MISTAKES), ids=lambda mistake: mistake.rule)
def test_a_mistake_with_an_agreement_on_credit_is_noticed(mistake: Mistake, tmp_path: Path) -> None:
    """One in three; by `make soak` all."""
    with planted(mistake, tmp_path):
        assert differs()
