"""How the period went for both teams, in two or three sentences."""

from collections.abc import Mapping, Sequence
from typing import Any

from overlap import words
from overlap.reports import Filters
from overlap.sentences import booked_revenue as booked_money
from overlap.sentences.comparison import amounts, rates
from overlap.subjects.goals import plan

Row = Mapping[str, Any]

WOULD_SHOW = {
    "deals": "With deals: booked revenue.",
    "handoffs": "With handoffs: how many leads sales accepts.",
    "activities": "With activities: how fast they are followed up.",
    "goals": "With goals: what was reached of each, and whether that is on plan.",
}


def answer(
    now: Row, before: Row | None, filters: Filters, period: str, against: str, currency: str, goals: Sequence[Row]
) -> str:
    """How many goals are on plan (`goals`: rows of goals/status), what was booked, what marketing and sales did."""
    said = [_booked(now, before, filters, period, against, currency), *_volumes(now, before), *_rates(now, before)]
    return " ".join(
        [plan.answer(goals, currency), *said] if goals else [*said, "There is no goal to compare this with."]
    )


def note(part: int | None, of: int | None, unit: str, number: str, row: Row) -> str:
    """What a share rests on: `1,642 of 4,734 handoffs (33.3-36.1)`."""
    if not of or part is None:
        return f"0 of 0 {unit}"
    return (
        f"{words.count(part)} of {words.count(of)} {unit} {words.interval(row[f'{number}_low'], row[f'{number}_high'])}"
    )


def _booked(now: Row, before: Row | None, filters: Filters, period: str, against: str, currency: str) -> str:
    if now["revenue"] is None:
        return f"**Booked revenue is not known**: no source supplies deals ({period})."
    amount = words.money_short(now["revenue"], currency)
    booked = f"**{amount} {booked_money.where(filters)}** in {booked_money.deals(now)}"
    change = amounts(now["revenue"], before["revenue"]) if before else None
    return f"{booked} ({period}), **{change.text}** against {against}." if change else f"{booked} ({period})."


def _volumes(now: Row, before: Row | None) -> list[str]:
    if now["mql_count"] is None:
        return []
    change = amounts(now["mql_count"], before["mql_count"]) if before and before["mql_count"] is not None else None
    more = f" ({change.text})" if change else ""
    again = f"; {words.count(now['came_back_count'])} more came back" if now["came_back_count"] else ""
    return [f"{words.counted(now['mql_count'], 'MQL')}{more}{again}."]


def _rates(now: Row, before: Row | None) -> list[str]:
    if before is None:
        return []
    names = {"acceptance_rate": "SAL rate", "win_rate": "deal win rate"}
    changes = {spoken: rates(number, now, before) for number, spoken in names.items()}
    moved = [f"{spoken} {change.text}" for spoken, change in changes.items() if change and change.is_good is not None]
    still = [spoken for spoken, change in changes.items() if change and change.is_good is None]
    said = []
    if moved:
        said.append(f"Significant changes: {words.listed(moved)}.")
    if still:
        said.append(f"No significant change in the {words.listed(still)}.")
    return said
