"""Everything that is true of a company, worked out once, and the populations that filters leave of it."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from math import sqrt
from typing import Any, get_args

from company import Company
from naive_deals import Deal, deals, overlays
from naive_filters import in_period, keeps_deal, keeps_person
from naive_handoffs import Handoff, handoffs
from naive_ledger import AS_AGREED, Cell, WhatIf, cells
from naive_markov import Journey, as_integers, journeys, removal_effects
from naive_rounds import Lead, Round, Step, leads, mql_on, recorded_stages, rounds, steps
from naive_rows import Known, Row, When, known
from naive_weights import Model

from overlap.reports import Filters

Z = 1.96
MODELS: tuple[Model, ...] = get_args(Model)


@dataclass(frozen=True)
class Facts:
    """Everything there is to know about a company, worked out once."""

    company: Company

    @cached_property
    def known(self) -> Known:
        """The rows as of as-of."""
        return known(self.company)

    @cached_property
    def leads(self) -> list[Lead]:
        """Every lead."""
        return leads(self.known)

    @cached_property
    def account_of(self) -> Mapping[str, str | None]:
        """Each lead's account."""
        return {row["lead_id"]: row.get("account_id") for row in self.known.tables["leads"]}

    @cached_property
    def rounds(self) -> list[Round]:
        """Every round of every lead."""
        return rounds(self.known, self.leads)

    @cached_property
    def steps(self) -> list[Step]:
        """Every step of every round."""
        return steps(self.known, self.leads)

    @cached_property
    def handoffs(self) -> list[tuple[Handoff, Lead]]:
        """Every handoff with its lead."""
        by_id = {lead.person.lead_id: lead for lead in self.leads}
        found = handoffs(self.known, {lead_id: lead.entries for lead_id, lead in by_id.items()})
        return [(one, by_id[one.lead_id]) for one in found]

    @cached_property
    def deals(self) -> list[Deal]:
        """Every deal."""
        return deals(self.known)

    @property
    def knows_openings(self) -> bool:
        """Whether any deal says when it was opened, if there is one."""
        return not self.deals or any(deal.opened_on for deal in self.deals)

    def is_recorded(self, stage: str) -> bool:
        """Whether any source of the house ever records the stage."""
        return stage in recorded_stages(self.known)

    @property
    def knows_feedback(self) -> bool:
        """Whether anybody recorded feedback: the source, or people in the app."""
        return "feedback" in self.company.tables or bool((self.company.store or {}).get("feedback"))

    @cached_property
    def journeys(self) -> list[Journey]:
        """The ways from campaign to campaign that ended."""
        return journeys(self.known, self.deals, self.leads)

    @cached_property
    def removal(self) -> Mapping[str, int]:
        """The removal effect of each campaign, in millionths."""
        return as_integers(removal_effects(self.journeys))

    def cells(self, outcome: str, model: Model, what_if: WhatIf = AS_AGREED) -> list[Cell]:
        """The ledger under a model: of the won deals what was earned, of the open ones what may be."""
        wanted = [deal for deal in self.deals if deal.row["outcome"] == outcome]
        return [cell for deal in wanted for cell in cells(self.known, deal, model, self.removal, what_if)]

    @cached_property
    def overlays(self) -> list[Row]:
        """Credit beside the shares."""
        return overlays(self.known, self.deals)

    @cached_property
    def ledger(self) -> list[Row]:
        """Every cell with its cents under each model that needs no weights of our own, as agreed."""
        by_model = {f"{model}_cents": self.cells("won", model) for model in MODELS if model != "custom"}
        return [
            {
                "deal_id": cell.deal.deal_id, "j": cell.newness, "rep_id": cell.rep_id, "team": cell.team,
                "campaign_id": cell.campaign_id, "channel": cell.channel, "has_touch": cell.has_touch,
                **{column: cells[place].cents for column, cells in by_model.items()},
            }
            for place, cell in enumerate(by_model["linear_cents"])
        ]  # fmt: skip

    def agreed_days(self, anchor: When, stage: str) -> int:
        """The days to reach a stage, as agreed when it began."""
        return self.known.agreed("conversion", anchor.at)[stage]

    def leads_in(self, filters: Filters) -> list[Lead]:
        """Leads created in the period."""
        return [
            lead
            for lead in self.leads
            if in_period(filters, self.known.on(lead.created_at)) and _keeps(filters, lead.person)
        ]

    def qualified_in(self, filters: Filters) -> list[Round]:
        """First rounds qualified in the period, one of a lead at most; later ones came back."""
        return [one for one in self.rounds_in(filters) if one.number == 1]

    def rounds_in(self, filters: Filters) -> list[Round]:
        """Rounds qualified in the period."""
        return [
            one
            for one in self.rounds
            if one.reach["mql"] and in_period(filters, mql_on(self.known, one)) and _keeps(filters, one.person)
        ]

    def steps_in(self, filters: Filters, episode: int = 1) -> list[Step]:
        """Steps of first rounds, or of later ones, begun in the period."""
        return [
            step
            for step in self.steps
            if step.episode == episode
            and in_period(filters, self.known.on(step.began_at))
            and _keeps(filters, step.person)
        ]

    def handoffs_in(self, filters: Filters) -> list[Handoff]:
        """Handoffs handed over in the period; the rep is who held them when they were judged."""
        teams = {rep["rep_id"]: rep.get("team") for rep in self.known.tables["reps"]}
        return [
            one
            for one, lead in self.handoffs
            if in_period(filters, self.known.on(one.handed_at))
            and keeps_person(filters, lead.person, one.rep_id, teams.get(one.rep_id) if one.rep_id else None)
        ]

    def won_in(self, filters: Filters) -> list[Deal]:
        """Deals won in the period."""
        return [
            deal
            for deal in self.deals
            if deal.is_won and in_period(filters, deal.closed_on) and keeps_deal(filters, deal)
        ]

    def opened_in(self, filters: Filters) -> list[Deal]:
        """Deals opened in the period: new business, unless kinds are asked for."""
        return [
            deal
            for deal in self.deals
            if deal.opened_on
            and in_period(filters, deal.opened_on)
            and keeps_deal(filters, deal)
            and (filters.kinds is not None or deal.kind == "new")
        ]


def _keeps(filters: Filters, person: Any) -> bool:
    return keeps_person(filters, person, person.rep_id, person.team)


def rate(events: int, total: int) -> float | None:
    """Events of all; none of none is unknown."""
    return events / total if total else None


def wilson(events: int, total: int) -> tuple[float | None, float | None]:
    """The handbook's interval of a share."""
    if not total:
        return None, None
    centre = (events + Z * Z / 2) / (total + Z * Z)
    half = Z / (total + Z * Z) * sqrt(events * (total - events) / total + Z * Z / 4)
    return centre - half, centre + half


def with_interval(name: str, events: int, total: int) -> Row:
    """A rate with its two limits."""
    low, high = wilson(events, total)
    return {name: rate(events, total), f"{name}_low": low, f"{name}_high": high}


def money(cents: int) -> Decimal:
    """Cents as an amount."""
    return Decimal(cents).scaleb(-2)


def grouped(rows: Iterable[Any], key: Callable[[Any], Any]) -> list[tuple[Any, list[Any]]]:
    """Rows by key, in order of first appearance."""
    groups: dict[Any, list[Any]] = {}
    for row in rows:
        groups.setdefault(key(row), []).append(row)
    return list(groups.items())
