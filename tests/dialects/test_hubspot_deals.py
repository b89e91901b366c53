"""What HubSpot's deals mean, case by case: what is won and when, of which kind, by whom, at which rate."""

from pathlib import Path

import pytest
from few_marts import few_marts
from hubspot_rows import CONTACTS, DEAL, HANDOFF, STAGES
from small_exports import NOW, small

from overlap.warehouse.importing import Export, judge, source_named

pytestmark = pytest.mark.whole


def test_a_deal_won_before_its_planned_close_date_is_dated_when_it_was_won(tmp_path: Path) -> None:
    deals = f"""{DEAL}
1,x,p,w,2026-01-01 08:00:00,2026-12-31 00:00:00,100.00
2,x,p,w,2026-01-01 08:00:00,2026-03-01 09:00:00,200.00
3,x,p,w,2026-01-01 08:00:00,2026-12-31 00:00:00,300.00
4,x,p,l,2026-01-01 08:00:00,2026-04-01 09:00:00,400.00
5,x,p,o,2026-01-01 08:00:00,2026-12-31 00:00:00,
"""
    entered = "deal_id,value,date_entered,_fivetran_synced\n1,w,2026-02-01 10:00:00,x\n2,w,2026-03-05 10:00:00,x\n"
    files = {"contact": CONTACTS, "deal": deals, "deal_pipeline_stage": STAGES, "deal_stage": entered}
    with small("hubspot", tmp_path, files, HANDOFF) as company:
        # Deal 3 has no day it was won: its money is kept, and the check on wins to come names it.
        assert company.rows("deals", "deal_id, outcome, closed_at, amount, expected_close_on") == [
            ("1", "won", "2026-02-01 10:00:00+00", "100.00", None),
            ("2", "won", "2026-03-01 09:00:00+00", "200.00", None),
            ("3", "won", "2026-12-31 00:00:00+00", "300.00", None),
            ("4", "lost", "2026-04-01 09:00:00+00", "400.00", None),
            ("5", "open", None, None, "2026-12-31"),
        ]


def test_words_for_won_and_lost_are_asked_only_where_nothing_says_them(tmp_path: Path) -> None:
    deals = "Record ID,Pipeline,Deal Stage,Create Date,Close Date\n" + "".join(
        f"{number},Sales,{stage},2026-01-01 08:00,2026-02-01 08:00\n"
        for number, stage in enumerate(("Vertrag unterschrieben", "Closed Won", "Abgesagt", "Angebot"))
    )
    contacts = CONTACTS.replace("property_", "")
    answers = HANDOFF | {"won": "Closed Won;Vertrag unterschrieben", "lost": "Abgesagt"}
    with small("hubspot", tmp_path, {"contact": contacts, "all-deals": deals}, answers) as company:
        asked = {question.key: question for question in company.asked.questions}
        assert (asked["won"].suggested, asked["won"].is_sure) == (("Closed Won",), True)
        assert company.rows("deals", "deal_id, outcome") == [("0", "won"), ("1", "won"), ("2", "lost"), ("3", "open")]


def test_the_kind_of_a_deal_is_its_type_else_its_pipelines(tmp_path: Path) -> None:
    deals = f"""{DEAL},property_dealtype
1,x,p,o,2026-01-01 08:00:00,,1,newbusiness
2,x,p,o,2026-01-01 08:00:00,,1,existingbusiness
3,x,q,o,2026-01-01 08:00:00,,1,
4,x,p,o,2026-01-01 08:00:00,,1,
"""
    pipelines = "pipeline_id,label,_fivetran_synced\np,Sales,x\nq,Renewals,x\n"
    files = {"contact": CONTACTS, "deal": deals, "deal_pipeline_stage": STAGES, "deal_pipeline": pipelines}
    with small("hubspot", tmp_path, files, HANDOFF | {"renewal": "q", "expansion": "none"}) as company:
        asked = {question.key: question for question in company.asked.questions}
        assert asked["renewal"].suggested == ("q",)
        assert company.rows("deals", "deal_id, kind") == [
            ("1", "new"),
            ("2", "expansion"),
            ("3", "renewal"),
            ("4", None),
        ]


def test_splits_add_up_collaborators_carry_nothing_and_rates_are_those_of_the_deals(tmp_path: Path) -> None:
    people = "property_hubspot_owner_id,property_hs_all_collaborator_owner_ids"
    deals = f"""{DEAL},{people},property_deal_currency_code,property_hs_exchange_rate
1,x,p,w,2026-01-01 08:00:00,2026-02-01 23:30:00,100.00,R1,R1;R3,USD,0.9
2,x,p,o,2026-01-01 08:00:00,,100.00,R2,,EUR,
"""
    splits = "hs_deal_id,hubspot_owner_id,hs_deal_split_percentage\n1,R1,0.7\n1,R2,0.3\n"
    files = {"contact": CONTACTS, "deal": deals, "deal_pipeline_stage": STAGES, "deal_split": splits}
    with small("hubspot", tmp_path, files, HANDOFF) as company:
        assert company.rows("deal_reps", "deal_id, rep_id, role, share, is_overlay") == [
            ("1", "R1", "owner", "0.700000", "false"),
            ("1", "R2", "owner", "0.300000", "false"),
            ("1", "R3", "collaborator", "0.000000", "true"),
            ("2", "R2", "owner", "1.000000", "false"),
        ]
        assert company.rows("rates", "currency, day, rate") == [("USD", "2026-02-02", "0.900000000")]


@few_marts()
def test_a_close_date_to_come_moves_no_today_and_its_deal_is_named(tmp_path: Path) -> None:
    deals = f"""{DEAL}
1,x,p,w,2026-01-01 08:00:00,2026-12-31 00:00:00,300.00
2,x,p,w,2026-01-01 08:00:00,2026-02-01 08:00:00,100.00
"""
    (tmp_path / "contact.csv").write_text(CONTACTS)
    (tmp_path / "deal.csv").write_text(deals)
    (tmp_path / "deal_pipeline_stage.csv").write_text(STAGES)
    (tmp_path / "house.toml").write_text('reporting_currency = "EUR"\n[choices]\nhandoff = "none"\n')
    done = judge(Export(source_named("hubspot"), tmp_path), now=NOW)
    assert done.manifest is not None
    assert done.manifest.as_of == "2026-02-01T08:00:00+00:00"
    failed = {result.check.name: result.failed for result in done.results if result.failed}
    assert failed["won_deals_were_won_by_now"] == 1
    assert {"leads", "deals"} <= done.supplied
    assert "touches" not in done.supplied
