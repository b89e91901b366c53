"""A scenario is the default company in which one thing turns with the last year, far enough to be judged."""

from dataclasses import asdict

import pytest
from lives import lived

from overlap.demo import Effects
from overlap.demo.company.basics.draws import Flags
from overlap.demo.company.world.channels import CHANNELS
from overlap.demo.company.world.scenarios import SCENARIOS, effects_of
from overlap.demo.truth import quantities
from overlap.demo.truth.measured_life import Life
from overlap.demo.truth.quantities import Chosen, Measure, year_on_year
from overlap.errors import UsageError

LEADS = 6_000
TURNED = {
    "bad_leads": {"quality_falls"},
    "slow_followup": {"answers_slow"},
    "cant_close": {"closing_falls"},
    "too_few": {"leads_thin"},
    "both": {"quality_falls", "answers_slow"},
    "useless_score": {"useless_score", "hot_first"},
}


def wins_a_handoff(chosen: Chosen) -> Measure:
    """Wins per 100 handoffs."""
    return lambda life: 100 * float(life.won[chosen(life)].mean())


def of_marketing(life: Life) -> Flags:
    """Handoffs of leads that neither sales nor a partner brought."""
    leads, lead = life.leads, life.case.handoffs.lead
    return ~leads.of_sales[lead] & (leads.channel[lead] != CHANNELS.index("partner"))


# What each complaint is judged by.
COMPLAINTS = {
    "leads are bad": lambda chosen: quantities.qualified_share(lambda life: chosen(life) & of_marketing(life)),
    "too slow": quantities.service_level,
    "can't close": wins_a_handoff,
}
SUPPORTED = {
    "bad_leads": {"leads are bad"},
    "slow_followup": {"too slow"},
    "cant_close": {"can't close"},
    "too_few": set(),
    "both": {"leads are bad", "too slow"},
    "useless_score": set(),
}


@pytest.mark.parametrize("name", SCENARIOS)
def test_a_scenario_differs_from_the_default_only_in_what_turns(name: str):
    default, planted = asdict(Effects()), asdict(SCENARIOS[name].effects)
    assert {field for field in default if planted[field] != default[field]} == TURNED[name]


@pytest.mark.parametrize("name", SCENARIOS)
def test_what_is_complained_of_falls_by_ten_points_and_nothing_else_does(name: str):
    company, default = lived(LEADS, SCENARIOS[name].effects), lived(LEADS)
    falls = {
        complaint: year_on_year(measure)(default) - year_on_year(measure)(company)
        for complaint, measure in COMPLAINTS.items()
    }
    assert {complaint for complaint, fall in falls.items() if fall >= 10} == SUPPORTED[name], falls


def test_only_the_leads_of_marketing_get_worse_where_leads_are_bad():
    """What sales finds and partners bring is held against them, so it stays as good."""
    company, default = lived(LEADS, SCENARIOS["bad_leads"].effects), lived(LEADS)
    others = year_on_year(lambda chosen: quantities.qualified_share(lambda life: chosen(life) & ~of_marketing(life)))
    assert others(company) == pytest.approx(others(default), abs=0.5)


def test_too_few_leads_are_a_third_fewer_handoffs_a_week():
    weeks = {
        year: quantities.handoffs_a_week(chosen)(lived(LEADS, SCENARIOS["too_few"].effects))
        for year, chosen in (("first", lambda life: life.is_year_before), ("second", lambda life: life.is_last_year))
    }
    assert weeks["second"] < 0.7 * weeks["first"]


def test_a_company_has_a_scenario_or_nothing_planted():
    with pytest.raises(UsageError, match="ask for one of them"):
        effects_of("both", null=True)


def test_an_unknown_scenario_is_named_with_the_nearest():
    with pytest.raises(UsageError, match="bad_leads"):
        effects_of("bad_lead", null=False)
