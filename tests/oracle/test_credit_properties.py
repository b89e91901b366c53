"""Every cent of the ledger, on small random companies: as the second implementation has it, adding up on all sides."""

from collections import Counter
from pathlib import Path
from random import Random

import pytest
from company import Company
from credit_marts import credit_marts
from credit_mistakes import CREDIT_MISTAKES
from edges import EDGES
from hypothesis import Phase, assume, given, settings
from hypothesis import strategies as st
from mistakes import Mistake, one_in_three, planted
from naive_deals import by_person
from naive_facts import MODELS, Facts
from naive_markov import is_told_by_rounding, removal_effects
from naive_rows import Row
from random_companies import BUSY, random_company

pytestmark = pytest.mark.whole

SEEDS = st.integers(0, 2**32 - 1)
MODELS_BUILT = tuple(f"{model}_cents" for model in MODELS if model != "custom")
# A seed is not worth shrinking; one that fails is printed and makes the same company again.
UNHURRIED = settings(phases=[Phase.explicit, Phase.reuse, Phase.generate])


def ledger_of(company: Company) -> list[Row]:
    """The mart that the product builds."""
    columns = ", ".join(("deal_id", "j", "rep_id", "team", "campaign_id", "channel", "has_touch", *MODELS_BUILT))
    with credit_marts(company) as connection:
        return connection.sql(f"select {columns} from marts.credit").pl().to_dicts()


def agrees(seed: int) -> None:
    """The two ledgers of a company are one; deals and people get what is theirs; no cell takes from another."""
    company = random_company(Random(seed), BUSY)
    facts = Facts(company)
    assume(not is_told_by_rounding(removal_effects(facts.journeys)))
    found = ledger_of(company)
    assert sorted(found, key=repr) == sorted(facts.ledger, key=repr)
    won = {deal.deal_id: deal for deal in facts.deals if deal.is_won}
    people = {(deal.deal_id, rep_id): cents for deal in won.values() for rep_id, cents in by_person(deal).items()}
    for column in MODELS_BUILT:
        earned: Counter[tuple[str, str | None]] = Counter()
        for cell in found:
            earned[cell["deal_id"], cell["rep_id"]] += cell[column]
            assert cell[column] * won[cell["deal_id"]].cents >= 0
        assert earned == people
    for deal in won.values():
        assert sum(by_person(deal).values()) == deal.cents


@settings(UNHURRIED, max_examples=4, derandomize=True)
@given(SEEDS)
def test_every_cell_is_the_handbooks_and_all_of_them_add_up(seed: int) -> None:
    agrees(seed)


@pytest.mark.soak
@settings(UNHURRIED, max_examples=500)
@given(SEEDS)
def test_every_cell_of_five_hundred_companies_is_the_handbooks(seed: int) -> None:
    agrees(seed)


def differs_on_edges() -> bool:
    """Whether the handwritten company is credited otherwise than by the handbook."""
    return sorted(ledger_of(EDGES), key=repr) != sorted(Facts(EDGES).ledger, key=repr)


def test_the_handwritten_company_is_credited_by_the_handbook() -> None:
    assert not differs_on_edges()


@pytest.mark.parametrize("mistake", one_in_three(CREDIT_MISTAKES), ids=lambda mistake: mistake.rule)
def test_a_mistake_in_the_credit_of_a_deal_is_noticed(mistake: Mistake, tmp_path: Path) -> None:
    """One in three; by `make soak` all."""
    with planted(mistake, tmp_path):
        assert differs_on_edges()
