"""The two bridges once more: one row a lead or a deal, every order of the parts walked through."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import permutations


@dataclass(frozen=True)
class Lead:
    """Its group; how it was followed up (None: not handed over), whether accepted, whether won, for how many cents."""

    group: str
    response: str | None
    is_accepted: bool
    is_won: bool
    cents: int


Shares = Callable[[int, str, str], Fraction]  # of a block, for a group and a follow-up


def share(block: int, leads: Sequence[Lead], group: str, response: str) -> Fraction | None:
    """What one period says of a block; None where it says nothing."""
    mine = [lead for lead in leads if lead.group == group]
    handed = [lead for lead in mine if lead.response]
    same = [lead for lead in handed if lead.response == response]
    taken = [lead for lead in same if lead.is_accepted]
    won = [lead for lead in handed if lead.is_won]
    top, bottom = {
        1: (len(mine), len(leads)),
        2: (len(handed), len(mine)),
        3: (len(same), len(handed)),
        4: (len(taken), len(same)),
        5: (sum(lead.is_won for lead in taken), len(taken)),
        6: (sum(lead.cents for lead in won), len(won)),
    }[block]
    return Fraction(top, bottom) if bottom else None


def revenue(then: Sequence[Lead], now: Sequence[Lead], changed: frozenset[int]) -> Fraction:
    """L x sum over groups of m h d x sum over follow-ups of s a w, the changed blocks as now."""

    def of(block: int, group: str, response: str) -> Fraction:
        own, other = (now, then) if block in changed else (then, now)
        found = share(block, own, group, response)
        return (found if found is not None else share(block, other, group, response)) or Fraction(0)

    groups = sorted({lead.group for lead in (*then, *now)})
    responses = sorted({lead.response for lead in (*then, *now) if lead.response})
    total = Fraction(0)
    for group in groups:
        inner = sum((of(3, group, k) * of(4, group, k) * of(5, group, k) for k in responses), Fraction(0))
        total += of(1, group, "") * of(2, group, "") * of(6, group, "") * inner
    return len(now if 0 in changed else then) * total


def parts(value: Callable[[frozenset[int]], Fraction], players: int) -> list[Fraction]:
    """The mean over all orders of what each adds when its turn comes."""
    known: dict[frozenset[int], Fraction] = {}
    sums, orders = [Fraction(0)] * players, 0
    for order in permutations(range(players)):
        orders += 1
        for place, player in enumerate(order):
            before, after = frozenset(order[:place]), frozenset(order[: place + 1])
            for each in (before, after):
                if each not in known:
                    known[each] = value(each)
            sums[player] += known[after] - known[before]
    return [each / orders for each in sums]


def closing(then: Sequence[int], now: Sequence[int], changed: frozenset[int]) -> Fraction:
    """In play, closed, won and their cents, as a product of four."""
    product = Fraction((now if 0 in changed else then)[0])
    for place in range(1, 4):
        own, other = (now, then) if place in changed else (then, now)
        of = own if own[place - 1] else other
        product *= Fraction(of[place], of[place - 1]) if of[place - 1] else 0
    return product
