"""What both teams of the demo company have signed over two years, ending with what its house.toml says is in force."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from overlap.agreements import Agreements, Draft
from overlap.demo.used.calendar import Calendar
from overlap.demo.used.writers import MARKETING, OPERATIONS, SALES
from overlap.store import Store
from overlap.store.proposals import countersign, propose

_PROPOSED_BEFORE, _SIGNED_BEFORE = timedelta(days=9), timedelta(days=5)
_FIRST_TARGET, _A_STEP = 0.8, 0.05  # what was agreed on before the target of today, or a step below that


@dataclass(frozen=True)
class Signed:
    """One agreement: `proposer` is the team that signed first, `months_back` the month from which it holds."""

    kind: str
    values: Mapping[str, Any]
    months_back: int
    proposer: str
    by: str
    note: str


def sign(store: Store, in_force: Agreements, calendar: Calendar) -> None:
    """Propose each and sign it, days later, for the other team. What is signed already stays as it is."""
    for number, each in enumerate(_history(in_force)):
        starts = calendar.first_of_month(each.months_back)
        other = "marketing" if each.proposer == "sales" else "sales"
        names = {f"signed_{each.proposer}": each.by, f"signed_{other}": ""}
        draft = Draft(each.kind, each.values, calendar.at(starts, 0), note=each.note, **names)
        proposed, signed = (calendar.working_day(starts - before) for before in (_PROPOSED_BEFORE, _SIGNED_BEFORE))
        proposal = propose(store, draft, f"demo-signed-{number}", calendar.at(proposed, 10))
        countersign(store, proposal, other, SALES if other == "sales" else MARKETING, calendar.at(signed, 15))


def _history(agreed: Agreements) -> Iterator[Signed]:
    """In the order in which they were signed."""
    kinds = ("response", "attribution", "samples", "owners")
    response, attribution, samples, owners = (_now(agreed, name) for name in kinds)
    target = response["target"]
    first = _FIRST_TARGET if target > _FIRST_TARGET else round(max(target - _A_STEP, 0.0), 2)
    limit = {"limit_minutes": response["limit_minutes"]}
    yield Signed(
        "threshold", {"points": _now(agreed, "threshold")["points"]}, 23, "marketing", OPERATIONS,
        "First threshold both teams agree on. To be looked at again once there is a year of results.",
    )  # fmt: skip
    yield Signed(
        "response", {**limit, "target": first}, 23, "sales", SALES,
        "A start that everybody can reach.",
    )  # fmt: skip
    yield Signed(
        "attribution", {name: attribution[name] for name in ("window_days", "model")}, 17, "marketing", MARKETING,
        "One rule for both teams, so that nobody argues about the rule instead of the leads.",
    )  # fmt: skip
    yield Signed(
        "response", {**limit, "target": target}, 14, "marketing", MARKETING,
        "The bar goes up after the first review of what was reached.",
    )  # fmt: skip
    yield Signed(
        "owners", {name: row["team"] for name, row in owners.items()}, 8, "sales", SALES,
        "Every reason for rejecting a lead has a team that can do something about it.",
    )  # fmt: skip
    if samples["exploration_share"]:
        share = {"exploration_share": samples["exploration_share"]}
        yield Signed(
            "samples", share, 6, "marketing", OPERATIONS,
            "Some leads below the threshold are handed over at random: only they tell what a lower one would do.",
        )  # fmt: skip


def _now(agreed: Agreements, kind: str) -> Mapping[str, Any]:
    return agreed.of(kind)[-1].values
