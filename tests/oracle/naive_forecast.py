"""The mean of a revenue forecast and what it rests on, deal by deal in plain loops, as the handbook says."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

BANDS = [0, 1, 2, 3, 4, 6, 8, 10, 13, 17, 22, 28, 36, 52]
LEAST = 10
OLDEST = 53


@dataclass(frozen=True)
class Deal:
    """`entries` are (day, stage, cents or None), by day; `cents` what it is booked with."""

    deal_id: str
    kind: str
    opened: date
    closed: date | None
    outcome: str
    cents: int
    entries: list[tuple[date, str, int | None]] = field(default_factory=list)


def band(days: int) -> int:
    return max(first for first in BANDS if first <= days // 7)


def stage_at(deal: Deal, day: date) -> str:
    """The last stage entered before that day."""
    known = [stage for entered, stage, _ in deal.entries if entered < day]
    return known[-1] if known else "open"


def cents_at(deal: Deal, day: date) -> int | None:
    known = [cents for entered, _, cents in deal.entries if entered < day and cents is not None]
    return known[-1] if known else None


def is_open(deal: Deal, day: date) -> bool:
    return deal.opened < day and (deal.closed is None or deal.closed >= day)


def months(first: date, last: date) -> list[date]:
    found, day = [], first.replace(day=1)
    while day <= last:
        if day >= first:
            found.append(day)
        day = (day + timedelta(days=32)).replace(day=1)
    return found


def ends(deals: Sequence[Deal], today: date) -> Counter[tuple]:
    """How often each (origin, kind, stage, age, week, became) stands in marts.deal_ends."""
    first_end = min(deal.closed for deal in deals if deal.closed)
    found: Counter[tuple] = Counter()
    for deal in deals:
        for month in months(first_end, today):
            if is_open(deal, month) and stage_at(deal, month) != "open":
                week = min((deal.closed - month).days // 7, OLDEST) if deal.closed else None
                age = band((month - deal.opened).days)
                found[month, deal.kind, stage_at(deal, month), age, week, deal.outcome] += 1
        if deal.opened >= first_end:
            sunday = deal.opened + timedelta(days=6 - deal.opened.weekday())
            week = min((deal.closed - deal.opened).days // 7, OLDEST) if deal.closed else None
            found[sunday, deal.kind, "opened", 0, week, deal.outcome] += 1
    return found


def cells(numbers: Sequence[float]) -> list[range]:
    """Neighbours until a cell holds enough; what is left over joins the last."""
    found: list[range] = []
    start, inside = 0, 0.0
    for place, number in enumerate(numbers):
        inside += number
        if inside >= LEAST:
            found.append(range(start, place + 1))
            start, inside = place + 1, 0.0
    if start < len(numbers):
        first = found.pop().start if found else 0
        found.append(range(first, len(numbers)))
    return found


def chance(known: Counter[tuple], at: date, kind: str, stage: str, age: int, weeks: float) -> float:
    """Of being won within `weeks`, from what was known at the start of day `at`."""
    alive, total, week = 1.0, 0.0, 0
    hazards = hazards_of(known, at, kind, stage, age)
    while weeks - week > 1e-9:
        length, (won, lost) = min(1.0, weeks - week), hazards[min(week, OLDEST)]
        total += alive * won * length
        alive *= 1 - (won + lost) * length
        week += 1
    return total


def hazards_of(known: Counter[tuple], at: date, kind: str, stage: str, age: int) -> list[tuple[float, float]]:
    """By week: of being won, and lost."""
    every = [key for key in known if (at - key[0]).days // 7 > 0]

    def lived(key: tuple) -> tuple[int, str]:
        whole, week = min((at - key[0]).days // 7, OLDEST + 1), key[4]
        return (int(week), str(key[5])) if week is not None and week < whole else (whole - 1, "open")

    def events(keys: Iterable[tuple]) -> float:
        return sum(known[key] for key in keys if lived(key)[1] != "open")

    own = [key for key in every if key[1] == kind and key[2] == stage]
    if events(own) >= LEAST:
        by_age = [events(key for key in own if key[3] == first) for first in BANDS]
        inside = next(cell for cell in cells(by_age) if BANDS.index(age) in cell)
        used = [key for key in own if BANDS.index(key[3]) in inside]
    else:
        of_kind = [key for key in every if key[1] == kind]
        used = of_kind if events(of_kind) >= LEAST else every
    by_week = [[0.0, 0.0, 0.0] for _ in range(OLDEST + 1)]
    for key in used:
        last, became = lived(key)
        for week in range(last + 1):
            by_week[week][2] += known[key]
        if became != "open":
            by_week[last][0 if became == "won" else 1] += known[key]
    whole = [sum(week[place] for week in by_week) for place in range(3)]
    return [
        (won / at_risk, lost / at_risk) if at_risk else (whole[0] / whole[2], whole[1] / whole[2])
        for won, lost, at_risk in by_week
    ]


def expected(deals: Sequence[Deal], today: date, at: date, days: int) -> float:
    """Cents that open and new deals bring in `days` from `at`, as known then, without a shock."""
    known, kinds = ends(deals, today), sorted({deal.kind for deal in deals})
    found: dict[tuple[str, str, int], float] = {}
    won = sorted((deal for deal in deals if deal.outcome == "won" and deal.closed), key=_latest)
    won = [deal for deal in won if deal.closed and deal.closed < at]
    amounts = {kind: _of_kind(won, kind) for kind in kinds}
    ratios = {kind: _won_in_time(deals, known, at, kind, days) for kind in kinds}
    total = 0.0
    for deal in deals:
        if is_open(deal, at):
            cents = cents_at(deal, at)
            value = amounts[deal.kind] if cents is None else cents * ratios[deal.kind]
            cell = (deal.kind, stage_at(deal, at), band((at - deal.opened).days))
            if cell not in found:
                found[cell] = chance(known, at, *cell, days / 7)
            total += value * found[cell]
    for kind in kinds:
        total += _of_soon(won, kind, days) * _new(deals, known, today, at, kind, days / 7)
    return total


def _new(deals: Sequence[Deal], known: Counter[tuple], today: date, at: date, kind: str, weeks: float) -> float:
    """New deals won: as many a week as in the last 26 whole weeks, each opened in the middle of its week."""
    latest = at - timedelta(days=(at - (today - timedelta(days=7 * 1000))).days % 7)  # weeks count back from today
    opened = [deal for deal in deals if deal.kind == kind and latest - timedelta(days=182) <= deal.opened < latest]
    total, week = 0.0, 0
    while weeks - week > 1e-9:
        length = min(1.0, weeks - week)
        left = weeks - week - length / 2
        # between whole weeks, and from the last of them to the end, the chance is read off a straight line
        low = int(left)
        high = min(low + 1.0, weeks)
        below, above = (chance(known, at, kind, "opened", 0, each) for each in (low, high))
        total += len(opened) / 26 * length * (below + (above - below) * (left - low) / (high - low))
        week += 1
    return total


def _latest(deal: Deal) -> tuple:
    assert deal.closed
    return (-deal.closed.toordinal(), deal.deal_id)


def _of_kind(won: Sequence[Deal], kind: str) -> float:
    own = [deal.cents for deal in won if deal.kind == kind]
    used = own if len(own) >= 5 else [deal.cents for deal in won]
    return sum(used[:200]) / len(used[:200])


def _of_soon(won: Sequence[Deal], kind: str, days: int) -> float:
    """What a new deal brings that is won in time: won ones that took `w` weeks count for the weeks of arrivals that
    leave so many; five at least, else the plain mean of the five quickest."""
    own = [deal for deal in won if deal.kind == kind]
    used = own if len(own) >= 5 else list(won)
    took = [((deal.closed - deal.opened).days // 7, deal.cents) for deal in used if deal.closed]
    left = [(days / 7 - (weeks + 0.5), cents) for weeks, cents in took if weeks + 0.5 < days / 7][:200]
    if len(left) >= 5:
        return sum(weight * cents for weight, cents in left) / sum(weight for weight, _ in left)
    quickest = sorted(took, key=lambda each: each[0])[:5]
    return sum(cents for _, cents in quickest) / len(quickest)


def worth_before(deal: Deal) -> int | None:
    """What was written of it at the last start of a month at which it was open."""
    assert deal.closed
    starts = [month for month in months(deal.opened, deal.closed) if is_open(deal, month)]
    return cents_at(deal, starts[-1]) if starts else None


def _won_in_time(deals: Sequence[Deal], known: Counter[tuple], at: date, kind: str, days: int) -> float:
    """Of the months' starts whose days are over: the mean amount of deals open then and won in time over the mean on
    record of all open then, each as likely as its chance; the rest as of 20 deals more of the house's."""
    ended = [deal for deal in deals if deal.closed and deal.closed < at and deal.outcome != "open"]
    usual, found = _ratio(ended, kind), dict[tuple[str, int], float]()
    cents, priced, brought, wins = 0.0, 0.0, [], set()
    for origin in months(min(deal.opened for deal in deals), at):
        until = origin + timedelta(days=days)
        for deal in deals if until <= at else []:
            before = cents_at(deal, origin)
            if deal.kind == kind and is_open(deal, origin) and before is not None:
                cell = (stage_at(deal, origin), band((origin - deal.opened).days))
                if cell not in found:
                    found[cell] = chance(known, at, kind, *cell, days / 7)
                cents, priced = cents + found[cell] * before, priced + found[cell]
            if deal.kind == kind and deal.outcome == "won" and deal.closed and origin <= deal.closed < until:
                weeks = (deal.closed - deal.opened).days // 7  # the day it was opened is known by the week
                if deal.closed - timedelta(days=7 * weeks + 3) < origin:
                    brought.append(deal.cents)
                    wins.add(deal.deal_id)
    if not wins or not cents:
        return usual
    own = (sum(brought) / len(brought)) / (cents / priced)
    return (len(wins) * own + 20 * usual) / (len(wins) + 20)


def _ratio(ended: Sequence[Deal], kind: str) -> float:
    """Of won deals amount over amount before, times what they were worth before over what all that ended were."""
    priced = [(deal, before) for deal in ended if (before := worth_before(deal))]
    own = [(deal, before) for deal, before in priced if deal.kind == kind]
    used = own if sum(deal.outcome == "won" for deal, _ in own) >= 5 else priced
    won = sorted(((deal, before) for deal, before in used if deal.outcome == "won"), key=lambda each: _latest(each[0]))
    if len(won) < 5:
        return 1.0
    ratios = [min(max(deal.cents / before, 0.1), 10.0) for deal, before in won[:200]]
    larger = (sum(before for _, before in won) / len(won)) / (sum(before for _, before in used) / len(used))
    return sum(ratios) / len(ratios) * larger
