"""Two implementations agree: every report equals a plain reading of the handbook, on companies made of edges."""

from collections.abc import Container
from contextlib import closing
from datetime import date
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import pytest
from compare import differences, mart_differences
from credit_agreements import MISTAKES as AGREEMENT_MISTAKES
from credit_mistakes import CREDIT_MISTAKES
from edges import EDGES
from hypothesis import Phase, given, reject, settings
from hypothesis import strategies as st
from mistakes import QUICK_MISTAKES, SLOW_MISTAKES, Mistake, one_in_three, planted, reports_of
from naive import CREDITS, DIMENSIONS, answers
from naive_facts import MODELS, Facts
from naive_markov import is_told_by_rounding, removal_effects
from random_companies import random_company
from random_questions import random_filters, random_what_if

from overlap.reports import Filters
from overlap.sqlfile import QUERIES
from overlap.warehouse.generations.layout import Warehouse
from overlap.warehouse.reader import Reader, open_reader

pytestmark = pytest.mark.whole

SEED = 57  # twelve leads with credit, and rows in nearly every report
SEEDS = st.integers(0, 2**32 - 1)
WITHIN_DAYS = (1, 2, 3, 5, 7)
# A seed is not worth shrinking; one that fails is printed and makes the same company again.
UNHURRIED = settings(phases=[Phase.explicit, Phase.reuse, Phase.generate])


def said_otherwise(reader: Reader, facts: Facts, chance: Random) -> list[str]:
    """What the reports say otherwise than the handbook, without filters and under some, each time under one model."""
    found = list(mart_differences(reader, facts))
    for filters in (Filters(), random_filters(chance)):
        days, dimension = chance.choice(WITHIN_DAYS), chance.choice(DIMENSIONS)
        credit = chance.choice(MODELS), random_what_if(chance)
        found += differences(reader, filters, answers(facts, filters, days, [credit], [dimension]))
    return found


def faults_of(seed: int) -> list[str]:
    """The differences in the company of a seed."""
    chance = Random(seed)
    company = random_company(chance)
    facts = Facts(company)
    if is_told_by_rounding(removal_effects(facts.journeys)):
        reject()
    with TemporaryDirectory() as folder, closing(company.published(Path(folder))) as reader:
        return said_otherwise(reader, facts, chance)


def test_every_report_gives_the_handbooks_rows() -> None:
    """Of one company, in which most of them have rows; of a thousand by `make soak`."""
    assert not faults_of(SEED)


@pytest.mark.soak
@settings(UNHURRIED, max_examples=1000)
@given(SEEDS)
def test_a_thousand_companies_give_the_handbooks_rows(seed: int) -> None:
    assert not faults_of(seed)


def differs_on_edges(reader: Reader, among: Container[str] | None = None) -> bool:
    """Whether the handwritten company is reported otherwise than by the handbook; in one of these reports, or any."""
    facts = Facts(EDGES)
    april = Filters(ends_on=date(2026, 4, 1))
    people = Filters(reps=("R1", "R3"), teams=("B",))
    asked = [
        (april, answers(facts, april, 7, CREDITS[:1])),
        (people, answers(facts, people, 7, CREDITS[:1], ())),
        (Filters(), answers(facts, Filters(), 7)),
    ]
    return any(
        True
        for filters, expected in asked
        for _ in differences(reader, filters, [one for one in expected if among is None or one[0][0] in among])
    )


@pytest.fixture(scope="module")
def edges(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder in which the handwritten company is published."""
    folder = tmp_path_factory.mktemp("edges")
    EDGES.published(folder).close()
    return folder


def test_the_handwritten_company_is_reported_by_the_handbook(edges: Path) -> None:
    with closing(open_reader(Warehouse(edges / "warehouse"))) as reader:
        assert not list(mart_differences(reader, Facts(EDGES)))
        assert not differs_on_edges(reader)


@pytest.mark.parametrize("mistake", one_in_three(QUICK_MISTAKES), ids=lambda mistake: mistake.rule)
def test_a_mistake_in_a_rule_is_noticed(mistake: Mistake, edges: Path, tmp_path: Path) -> None:
    """One in three; by `make soak` all."""
    with planted(mistake, tmp_path), closing(open_reader(Warehouse(edges / "warehouse"))) as reader:
        assert differs_on_edges(reader, reports_of(mistake))


def test_every_mistake_can_still_be_made() -> None:
    """Those as well that `make test` does not plant: where a rule was written anew, so is its mistake."""
    every = (*QUICK_MISTAKES, *SLOW_MISTAKES, *CREDIT_MISTAKES, *AGREEMENT_MISTAKES)
    texts = {one.file: (QUERIES / one.file).read_text(encoding="utf-8") for one in every}
    assert not [one.rule for one in every if one.right not in texts[one.file]]


@pytest.mark.soak
@pytest.mark.parametrize("mistake", SLOW_MISTAKES, ids=lambda mistake: mistake.rule)
def test_another_mistake_in_a_rule_is_noticed(mistake: Mistake, tmp_path: Path) -> None:
    with planted(mistake, tmp_path), closing(EDGES.published(tmp_path)) as reader:
        assert any(mart_differences(reader, Facts(EDGES))) or differs_on_edges(reader)
