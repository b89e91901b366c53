"""How numbers, money, shares and times are said, the same on every page and in every report."""

import re
from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal

NO_BREAK = "\u00a0"
MINUS = "\u2212"
DASH = "\u2013"
LONGEST_ID = 24
NONE = "none"  # a share of nothing

_SYMBOLS = {"EUR": "€", "USD": "$", "GBP": "£", "BRL": "R$", "JPY": "¥", "CHF": "CHF"}
_STEPS = ((1_000_000_000, "bn"), (1_000_000, "M"), (1_000, "k"))
_SAID = {
    "rep": "person",
    "round": "time_qualified",
    "ripe_on": "mature_on",
    "is_qualified": "became_sql",
    "qualified_at": "became_mql",
    "opened_count": "deals_opened",
    "opened_old_enough_count": "mature_deals",
    "opened_won_count": "deals_won_in_time",
    "shared_count": "shared_deals",
    "id": "record",
    "was_counted": "counted_then",
    "before_on": "day_then",
    "after_on": "day_now",
    "is_closed": "closed_in_period",
    "is_hit": "counted",
    "is_made": "step_made",
    "is_own": "own_deal",
    "is_spread": "cost_spread",
    "is_typed": "typed_here",
    "has_hour": "hour_known",
    "has_score": "scored",
    "was_customer": "customer_before",
}
# Words of names that nobody reads, wherever they stand in a name.
_READ = {
    "old_enough": "mature",
    "shrunk": "adjusted",
    "house": "company",
    "young": "too_recent",
    "tried": "contacted",
    "ripe": "ready_for_sales",
    "ripened": "reached_threshold",
    "qualified": "sql",
}
_NAMED = re.compile(rf"(?<![a-z])({'|'.join(_READ)})(?![a-z])")
_MANY = {
    "lead": "leads",
    "deal": "deals",
    "touch": "touches",
    "handoff": "handoffs",
    "round": "times_qualified",
    "mql": "MQLs",
}
_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def currency_symbol(currency: str) -> str:
    """`€` for EUR; the code itself where there is no common sign."""
    return _SYMBOLS.get(currency, currency)


def money(amount: Decimal | float | int | None, currency: str) -> str:
    """Exact, in cents: `€ 676,851.48`; `none` where there is none."""
    if amount is None:
        return NONE
    return f"{_sign(amount)}{currency_symbol(currency)}{NO_BREAK}{abs(amount):,.2f}"


def money_short(amount: Decimal | float | int | None, currency: str) -> str:
    """For charts and cards: `€ 676.9k`, `€ 5.40M`; `none` where there is none."""
    if amount is None:
        return NONE
    return f"{_sign(amount)}{currency_symbol(currency)}{NO_BREAK}{_short(abs(float(amount)))}"


def money_change(amount: Decimal | float | int, currency: str) -> str:
    """A difference, always with its sign: `+€ 12.0k`."""
    return f"{'+' if amount > 0 else ''}{money_short(amount, currency)}"


def share(value: float | None) -> str:
    """A share of 0 to 1 with one decimal: `10.5%`; `none` for a share of nothing."""
    return NONE if value is None else f"{_percent(value)}%"


def interval(low: float | None, high: float | None) -> str:
    """The interval of a share in brackets: `(9.9-11.2)`, in percent; `` where there is none."""
    return "" if low is None or high is None else f"({_percent(low)}{DASH}{_percent(high)})"


def rate(value: float | None, low: float | None, high: float | None) -> str:
    """A share with its interval: `10.5% (9.9-11.2)`."""
    return f"{share(value)} {interval(low, high)}".strip()


def points(difference: float) -> str:
    """A difference of two shares, always with its sign: `−1.9 pt`."""
    return f"{signed(difference * 100, 1)}{NO_BREAK}pt"


def signed(number: float | int, decimals: int = 0) -> str:
    """A number with its sign, the minus a true one: `+1,200`, `−0.4`."""
    return f"{number:+,.{decimals}f}".replace("-", MINUS)


def growth(now: Decimal | float | int | None, before: Decimal | float | int | None) -> str | None:
    """Relative change: `+6.1%`; None where there was nothing to compare with."""
    if now is None or not before:
        return None
    return f"{signed((float(now) / float(before) - 1) * 100, 1)}%"


def count(number: int) -> str:
    """`8,000`."""
    return f"{number:,}"


def counted(number: int, one: str, many: str | None = None) -> str:
    """`1 lead`, `8,000 leads`."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def broken_by(number: int) -> str:
    """`1 row breaks this rule`, `206 rows break this rule`."""
    return f"{counted(number, 'row')} {'breaks' if number == 1 else 'break'} this rule"


def listed(words: Sequence[str], most: int | None = None) -> str:
    """`a`, `a and b`, `a, b and c`; of more than `most` the first so many: `a, b and 70 more`."""
    if most is not None and len(words) > most:
        words = (*words[:most], f"{len(words) - most:,} more")
    return " and ".join(filter(None, [", ".join(words[:-1]), *words[-1:]]))


def days(number: float | int | None) -> str:
    """`1 day`, `12 days`; a fraction is cut, as ages count whole days."""
    return NONE if number is None else counted(int(number), "day")


def day(on: date) -> str:
    """`20 Nov 2026`."""
    return f"{on.day} {_MONTHS[on.month - 1]} {on.year}"


def month(on: date) -> str:
    """`Nov 2026`."""
    return f"{_MONTHS[on.month - 1]} {on.year}"


def instant(at: datetime) -> str:
    """In the zone `at` is in: `Fri 20 Nov 2026, 14:00`."""
    return f"{_DAYS[at.weekday()]} {day(at.date())}, {at:%H:%M}"


def moment(at: datetime, is_date_only: bool) -> str:
    """`20 Nov 2026 14:05`, or the date alone where nobody recorded a minute."""
    return day(at.date()) if is_date_only else f"{day(at.date())} {at:%H:%M}"


def span(starts_on: date, ends_on: date) -> str:
    """A period whose end is excluded: `Nov 2025 to Oct 2026` for whole months, else `1 to 20 Nov 2026`."""
    last = date.fromordinal(ends_on.toordinal() - 1)
    if starts_on.day == 1 and ends_on.day == 1:
        return (
            month(starts_on)
            if (starts_on.year, starts_on.month) == (last.year, last.month)
            else (f"{month(starts_on)} to {month(last)}")
        )
    return day(starts_on) if starts_on == last else f"{day(starts_on)} to {day(last)}"


def brief(name: str) -> str:
    """A name as it stands; a machine's id of more than 24 letters by its first eight: `4ef15afb…`."""
    return f"{name[:8]}…" if len(name) > LONGEST_ID and " " not in name else name


def printable(text: str, most: int = 300) -> str:
    """A text from a file as a message may hold it: cut where it is long, without characters that a terminal obeys."""
    cut = text if len(text) <= most else f"{text[:most]}..."
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in cut)


def shown(value: object) -> str:
    """A value from a file in quotes, cut to what one recognises."""
    return f'"{printable(str(value), 60)}"'


def shortened(name: str, letters: int) -> str:
    """A name of at most so many letters, cut in the middle: what tells long names apart stands at their ends."""
    if len(name) <= letters:
        return name
    end = (letters - 1) // 2
    return f"{name[: letters - 1 - end].rstrip()}…{name[len(name) - end :].lstrip()}"


def spoken(code: str) -> str:
    """A source's code as words: `organic_search` -> `organic search`."""
    return code.replace("_", " ")


def title(column: str) -> str:
    """A column's name as a heading: `lead_id` -> `Lead id`, `closed_on` -> `Closed`, `deal_count` -> `Deals`.

    `rating_mean` -> `Mean rating`, `age_days` -> `Age, days`, `is_won` -> `Won`.
    """
    column = _SAID.get(column) or _NAMED.sub(lambda found: _READ[found[1]], column)
    noun = column.removesuffix("_count")
    if noun != column:
        column = _MANY.get(noun, noun)
    column = column.removeprefix("is_")
    for ending in ("_name", "_on", "_at"):
        column = column.removesuffix(ending)
    if column.endswith("_mean"):
        column = f"mean_{column.removesuffix('_mean')}"
    column = _SAID.get(column, column)
    if column.endswith("_days") and "_in_" not in column:
        column = f"{column.removesuffix('_days')},_days"
    words = {"mql": "MQL", "sal": "SAL", "sql": "SQL"}
    spoken = " ".join(words.get(word, word) for word in column.split("_"))
    return spoken[:1].upper() + spoken[1:]


def _percent(share: float) -> str:
    return f"{share * 100:.1f}".replace("-", MINUS)


def _sign(amount: Decimal | float | int) -> str:
    return MINUS if amount < 0 else ""


def _short(amount: float) -> str:
    for step, letter in _STEPS:
        if amount >= step * 0.9995:
            return f"{amount / step:.{2 if letter == 'M' and amount < 10 * step else 1}f}{letter}"
    return f"{amount:,.0f}"
