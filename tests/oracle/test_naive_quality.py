"""Lead quality and feedback are a plain reading of the handbook, on companies made of edges."""

from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import pytest
from company import Company
from compare import differences
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from mistakes import Mistake, planted
from naive_facts import Facts
from naive_lead_quality import LABELS, quality_answers, telling_answers
from naive_scores import faults_of_bands
from quality_mistakes import QUICK_QUALITY_MISTAKES, SLOW_QUALITY_MISTAKES
from random_quality import LIVELY, REASONS, RICH, random_quality_company
from random_questions import random_filters

from overlap.reports import Filters, answer
from overlap.store import open_store
from overlap.warehouse.generations.layout import Warehouse
from overlap.warehouse.reader import Reader, open_reader

pytestmark = pytest.mark.whole

SEEDS = st.integers(0, 2**32 - 1)
UNHURRIED = settings(phases=[Phase.explicit, Phase.reuse, Phase.generate])
OLD_SEED, YOUNG_SEED = 188, 345
MODEL_SEEDS = (4, OLD_SEED)  # companies in which mistakes in models show
BANDS = "quality/by_score_band"
IN_CI = 3  # mistakes whose noticing is checked each time; the others in the long run


def said_otherwise(reader: Reader, facts: Facts, filters: Filters, reason: str | None) -> Iterator[str]:
    """What the questions of Lead quality answer otherwise than the handbook."""
    yield from differences(reader, filters, quality_answers(facts, filters, reason))
    for label in LABELS:
        bands = answer(reader, BANDS, filters, params={"label": label}).frame.to_dicts()
        yield from faults_of_bands(facts, filters, label, bands)


def faults_of(company: Company, chance: Random, asked: Sequence[Filters]) -> list[str]:
    """The differences in a company under each of the filters."""
    facts, found = Facts(company), []
    names = {name for (name, _), _ in quality_answers(facts, Filters(), None)}
    with TemporaryDirectory() as folder, closing(company.published(Path(folder), *names, BANDS)) as reader:
        for filters in asked:
            found += said_otherwise(reader, facts, filters, chance.choice(REASONS[:3]))
    return found


def test_lead_quality_gives_the_handbooks_rows() -> None:
    chance = Random(9)
    assert not faults_of(random_quality_company(chance, LIVELY), chance, [random_filters(chance)])


@pytest.mark.soak
@settings(UNHURRIED, max_examples=300)
@given(SEEDS)
def test_three_hundred_companies_give_the_handbooks_rows_of_lead_quality(seed: int) -> None:
    chance = Random(seed)
    assert not faults_of(random_quality_company(chance, LIVELY), chance, [Filters(), random_filters(chance)])


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(20))
def test_companies_with_a_hundred_handoffs_are_ranked_and_judged_by_the_handbook(seed: int) -> None:
    chance = Random(seed)
    assert not faults_of(random_quality_company(chance, RICH), chance, [Filters(), random_filters(chance)])


class Rich:
    """A company with enough of everything that rules decide something, and what it must answer where mistakes show."""

    def __init__(self, seed: int, folder: Path) -> None:
        self.company, self.folder = random_quality_company(Random(seed), RICH), folder
        self.expected = telling_answers(Facts(self.company), Filters())
        self.company.published(folder, *{name for (name, _), _ in self.expected}).close()

    def opened(self) -> Reader:
        """The company, with what was typed."""
        return open_reader(Warehouse(self.folder / "warehouse"), store=open_store(self.folder / "store.db", "test"))

    def differs(self, reader: Reader) -> bool:
        """Whether anything it is asked is answered otherwise."""
        return any(True for _ in differences(reader, Filters(), self.expected))


@pytest.fixture(scope="module")
def old(tmp_path_factory: pytest.TempPathFactory) -> Rich:
    """A company all of whose handoffs are old enough."""
    return Rich(OLD_SEED, tmp_path_factory.mktemp("old"))


@pytest.fixture(scope="module")
def young(tmp_path_factory: pytest.TempPathFactory) -> Rich:
    """A company some of whose rated handoffs are not."""
    return Rich(YOUNG_SEED, tmp_path_factory.mktemp("young"))


def test_the_rich_company_gives_the_handbooks_rows(old: Rich) -> None:
    with closing(old.opened()) as reader:
        assert not list(differences(reader, Filters(), old.expected))


@pytest.mark.parametrize("mistake", QUICK_QUALITY_MISTAKES[:IN_CI], ids=lambda mistake: mistake.rule)
def test_a_mistake_in_lead_quality_is_noticed(mistake: Mistake, old: Rich, tmp_path: Path) -> None:
    with planted(mistake, tmp_path), closing(old.opened()) as reader:
        assert old.differs(reader)


@pytest.mark.soak
def test_the_young_company_gives_the_handbooks_rows(young: Rich) -> None:
    with closing(young.opened()) as reader:
        assert not list(differences(reader, Filters(), young.expected))


@pytest.mark.soak
@pytest.mark.parametrize("mistake", QUICK_QUALITY_MISTAKES[IN_CI:], ids=lambda mistake: mistake.rule)
def test_another_mistake_in_lead_quality_is_noticed(mistake: Mistake, old: Rich, young: Rich, tmp_path: Path) -> None:
    with planted(mistake, tmp_path), closing(old.opened()) as one, closing(young.opened()) as other:
        assert old.differs(one) or young.differs(other)


@pytest.mark.soak
@pytest.mark.parametrize("mistake", SLOW_QUALITY_MISTAKES, ids=lambda mistake: mistake.rule)
def test_a_mistake_in_a_model_of_lead_quality_is_noticed(mistake: Mistake, tmp_path: Path) -> None:
    with planted(mistake, tmp_path):
        assert any(is_noticed(seed, tmp_path / str(seed)) for seed in MODEL_SEEDS)


def is_noticed(seed: int, folder: Path) -> bool:
    """Whether a company built now is reported otherwise than by the handbook."""
    company = random_quality_company(Random(seed), RICH)
    expected = telling_answers(Facts(company), Filters())
    with closing(company.published(folder)) as reader:
        return any(True for _ in differences(reader, Filters(), expected))
