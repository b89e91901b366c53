"""Lists of won deals, owners and flags as people export them: what is no id and no stage is taken for none."""

from pathlib import Path

from overlap.guessing.looked import look
from overlap.mapping.proposal import Given, Proposal, propose

LEADS = "mql_id,first_contact_date,origin\n" + "".join(f"m{n},2026-01-{n:02},social\n" for n in range(1, 29))
CLOSED = "mql_id,seller_id,sr_id,won_date,has_company\n" + "".join(
    f"m{n},s{n},r{n % 3},2026-02-{n:02} 10:00:00,{('True', 'False')[n % 2]}\n" for n in range(1, 29)
)
AMERICAN = "Deal ID,Lead ID,Close Date,Stage,Amount,Opportunity Owner\n" + "".join(
    f'D{n},m{n},2/{n}/2026 1:05 PM,Closed Won,"$1,{n:02}0.50",Rep {n % 3}\n' for n in range(1, 29)
)


def proposed(folder: Path, deals: str, answers: dict[str, tuple[str, ...]]) -> Proposal:
    (folder / "qualified_leads.csv").write_text(LEADS, encoding="utf-8")
    (folder / "closed_deals.csv").write_text(deals, encoding="utf-8")
    return propose(look(folder), Given("America/New_York"), answers)


def columns(proposal: Proposal, table: str) -> dict[str, str]:
    [guess] = [each for each in proposal.guesses if each.table == table]
    return {match.ours: match.column for match in guess.matches}


def test_a_list_of_won_deals_may_be_said_to_be_one(tmp_path: Path) -> None:
    table, outcome = ("deals",), "column.closed_deals.csv.outcome"
    guessed = {each.file: each.table or each.others[0][0] for each in proposed(tmp_path, CLOSED, {}).guesses}
    assert guessed == {"closed_deals.csv": "deals", "qualified_leads.csv": "leads"}
    asked = proposed(tmp_path, CLOSED, {"table.closed_deals.csv": table}).asked.open
    assert {question.key: question.suggested for question in asked} == {outcome: ("all-won",)}
    settled = proposed(tmp_path, CLOSED, {"table.closed_deals.csv": table, outcome: ("all-won",)})
    assert settled.asked.open == ()
    found = columns(settled, "deals")
    assert (found["lead_id"], found["closed_at"]) == ("mql_id", "won_date")
    assert "account_id" not in found, "a flag, or the id of a rep, is no account"
    assert "then 'won' else 'open' end as outcome" in settled.mapping.statements["deals.sql"]
    assert {"deals.sql", "deal_reps.sql", "reps.sql"} <= settled.mapping.statements.keys()


def test_the_owner_of_an_opportunity_is_no_stage_of_it(tmp_path: Path) -> None:
    proposal = proposed(tmp_path, AMERICAN, {})
    found = columns(proposal, "deals")
    assert (found["stage"], found["outcome"]) == ("Stage", "Stage")
    assert "deal_reps.sql" in proposal.mapping.statements
    assert [question.key for question in proposal.asked.open] == ["currency"]
