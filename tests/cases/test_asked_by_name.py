"""A value is asked for as it is called, also with a comma in it or when it is called (none)."""

import pytest

from overlap.errors import UsageError
from overlap.reports.filters import filters_of
from overlap.reports.known import known_values
from overlap.warehouse.reader import open_reader

REPORTS = ("goals/totals", "data/filter_choices")


@pytest.fixture
def leads_of(case):
    """How many leads a text after --channels keeps in a company."""

    def kept(name: str, channels: str) -> int:
        company = case(name)
        reader = open_reader(company.warehouse)
        filters = filters_of({"channels": channels}, known_values(reader))
        reader.close()
        return company.ask("goals/totals", filters)[0]["lead_count"]

    return kept


@pytest.mark.parametrize("asked", ["Trade show, EMEA", '"Trade show, EMEA"', ' "Trade show, EMEA" '])
def test_a_channel_with_a_comma_in_its_name_is_one_channel(leads_of, asked):
    assert leads_of("11-comma-in-channel", asked) == 1


def test_beside_others_it_stands_in_quotes_as_in_csv(leads_of):
    assert leads_of("11-comma-in-channel", '"Trade show, EMEA",Web') == 2


def test_a_value_nobody_has_is_refused_with_the_nearest(leads_of):
    with pytest.raises(UsageError, match='channels "Wbe" is none of .* Did you mean "Web"?'):
        leads_of("11-comma-in-channel", "Wbe")


@pytest.mark.parametrize(("asked", "leads"), [("(none)", 3), ('"(none)"', 1), ('(none),"(none)"', 4)])
def test_none_is_the_leads_without_a_channel_and_in_quotes_the_channel_that_is_called_so(leads_of, asked, leads):
    assert leads_of("28-literal-none", asked) == leads
