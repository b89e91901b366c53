"""Who began which step of the funnel, by the handbook: with the third of its score and why it was lost."""

from math import ceil

from naive_facts import Facts
from naive_filters import in_period, keeps_person, whole
from naive_leaks import Entrant
from naive_rejects import reason_of
from naive_rounds import Step

from overlap.reports import Filters


def entrants(facts: Facts, filters: Filters, before: Filters) -> list[Entrant]:
    """Steps of first rounds, old enough, of the company's period or of the one compared with."""
    known, bands, reasons = facts.known, _bands(facts), _reasons(facts)
    targets = known.agreed("steps", known.company.known_at)
    found = []
    for step in facts.steps:
        if step.episode != 1 or not known.is_old_enough(step.began_at, step.within_days):
            continue
        person, on = step.person, known.on(step.began_at)
        is_made = known.is_within(step.began_at, step.next_at, step.within_days)
        is_of_company, is_before = in_period(whole(filters), on), in_period(before, on)
        is_chosen = is_of_company and keeps_person(filters, person, person.rep_id, person.team)
        if is_of_company or is_before:
            found.append(
                Entrant(
                    step.stage, step.next_stage, person.channel, person.campaign_id, person.segment, person.region,
                    person.team, None if is_made else reasons.get(person.lead_id), _band(step, bands), is_made,
                    is_of_company, is_chosen, is_before, step.next_at is not None and not is_made,
                    targets.get(step.next_stage),
                )
            )  # fmt: skip
    return found


def _band(step: Step, bands: dict[str, int]) -> int | None:
    """Told of steps after the handing over only."""
    return None if step.stage == "mql" else bands.get(step.person.lead_id)


def _bands(facts: Facts) -> dict[str, int]:
    """The third of all leads' first scores that a lead's own lies in; equal scores share one."""
    scores: dict[str, int] = {}
    for one, lead in sorted(facts.handoffs, key=lambda each: (each[0].handed_at.at, each[0].handoff_id)):
        score = one.rows[0].get("score")
        if score is not None:
            scores.setdefault(lead.person.lead_id, score)
    ordered = sorted(scores.values())
    if not ordered:
        return {}
    cuts = [ordered[max(ceil(len(ordered) * part / 3) - 1, 0)] for part in (1, 2)]
    return {lead_id: 1 + sum(score > cut for cut in cuts) for lead_id, score in scores.items()}


def _reasons(facts: Facts) -> dict[str, str]:
    """Why each lead's first round was sent back, where no stage follows."""
    found = {}
    for one in facts.rounds:
        if one.number == 1 and one.sent_back:
            those = [
                handoff
                for handoff, lead in facts.handoffs
                if lead.person == one.person and ("rejected", one.sent_back) in handoff.closings
            ]
            last = max(those, key=lambda handoff: (handoff.handed_at.at, handoff.handoff_id))
            found[one.person.lead_id] = reason_of(last) or "not recorded"
    return found
