"""Two implementations agree: every report equals a plain reading of the handbook, on companies made of edges."""

import tempfile
from contextlib import closing
from pathlib import Path

import pytest
from compare import differences, ledger_differences
from company import Company
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from naive_facts import Facts
from strategies import companies, filters

from overlap.reports import Filters

CAMPAIGN_EXAMPLES = 2000
ASKED = st.lists(filters(), min_size=2, max_size=2)
UNHURRIED = settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))


def all_differences(company: Company, asked: list[Filters], within_days: int) -> list[str]:
    """What the reports of a company say otherwise than the handbook."""
    facts = Facts(company)
    with tempfile.TemporaryDirectory() as folder, closing(company.published(Path(folder))) as reader:
        found = list(ledger_differences(reader, facts))
        for one in [Filters(), *asked]:
            found += differences(reader, facts, one, within_days)
    return found


@UNHURRIED
@given(companies(), ASKED, st.sampled_from((1, 2, 3, 5, 7)))
def test_every_report_gives_the_handbooks_rows(company: Company, asked: list[Filters], within_days: int) -> None:
    assert not all_differences(company, asked, within_days)


@pytest.mark.campaign
@settings(UNHURRIED, max_examples=CAMPAIGN_EXAMPLES)
@given(companies(), ASKED, st.sampled_from((1, 2, 3, 5, 7)))
def test_many_companies_give_the_handbooks_rows(company: Company, asked: list[Filters], within_days: int) -> None:
    assert not all_differences(company, asked, within_days)
