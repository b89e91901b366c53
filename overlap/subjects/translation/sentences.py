"""What a measure is worth, in sentences: for marketing and for sales, linked or not, and what touches name."""

from collections.abc import Mapping, Sequence
from typing import Any

from overlap import words
from overlap.stats.circular_shift import FEWEST_WEEKS
from overlap.subjects.translation.steps import links

Row = Mapping[str, Any]

OUTCOMES: Mapping[str, str] = {"accepted": "SALs", "won": "Wins", "revenue": "Revenue"}
_OF = {"accepted": "SALs", "won": "won leads", "revenue": "revenue"}
SPEND = "spend"
_LINKED = (links.MORE, links.FEWER)
_SMALL, _TINY = 10, 1


def name(measure: str) -> str:
    """`booth_scans` -> `booth scans`."""
    return words.spoken(measure)


def answer(rows: Sequence[Row], currency: str) -> str:
    """Which measures go with an outcome; rows of translation/by_measure of one outcome."""
    linked = [row for row in rows if row["verdict"] in _LINKED]
    unlinked = [name(row["measure"]) for row in rows if row["verdict"] == links.NONE]
    outcome = _OF[rows[0]["outcome"]]
    if not linked:
        tested = max(row["tested_count"] for row in rows)
        if not tested:
            return f"**{_start(untold(rows[0]))}**"
        said = f"**No measure shows a link to {outcome}** ({words.counted(tested, 'measure')} tested)."
    else:
        sizes = [
            f"{thousand(row['measure'], currency)} with {_amount(row, 'per_thousand', currency)}" for row in linked
        ]
        measures = words.counted(len(linked), "measure goes", "measures go")
        said = f"**{measures} with {outcome}: {words.listed(sizes)}.**"
        if unlinked:
            said += f" No measurable link: {words.listed(unlinked)}."
    return said


def thousand(measure: str, currency: str) -> str:
    """`1,000 booth scans`; of spend, an amount."""
    return (
        f"{words.currency_symbol(currency)}{words.NO_BREAK}1,000 of spend"
        if measure == SPEND
        else f"1,000 {name(measure)}"
    )


def marketing(row: Row, currency: str) -> str:
    """What marketing can say of it."""
    what, outcome, measure = thousand(row["measure"], currency), _OF[row["outcome"]], name(row["measure"])
    if row["verdict"] in _LINKED:
        size = f"**{what} more go with {_amount(row, 'per_thousand', currency)} {_more(row)}**"
        said = f"{size} {_interval(row, currency)}, {_lag(row)}."
        if row["verdict"] == links.FEWER:
            return f"{said} Look for what moves both before doing less of it."
        return (
            f"{said} Report the {outcome}, not the {measure}. It goes with them; only a planned test (more of it in "
            "some regions, picked at random) would show that it brings them."
        )
    if row["verdict"] == links.NONE:
        return (
            f"**No measurable link to {outcome}** ({words.counted(row['week_count'], 'week')}; would have seen more "
            f"than {_amount(row, 'would_see', currency)} for {what}). More {measure} are no result to report."
        )
    return f"**{_start(untold(row))}**"


def sales(row: Row, currency: str) -> str:
    """What sales can expect of it."""
    what, outcome = thousand(row["measure"], currency), _OF[row["outcome"]]
    if row["verdict"] in _LINKED:
        return (
            f"**Where marketing reports {what} more, expect {_amount(row, 'per_thousand', currency)} {_more(row)} "
            f"{_lag(row)}** {_interval(row, currency)}. Plan for the lower figure."
        )
    if row["verdict"] == links.NONE:
        return (
            f"**More {name(row['measure'])} have not meant more {outcome} so far.** A link smaller than "
            f"{_amount(row, 'would_see', currency)} for {what} may be there and cannot be seen yet."
        )
    return f"**{_start(untold(row))}**"


def traced(row: Row, currency: str) -> str:
    """What touches of the measure's own kind count, '' where it has none."""
    if not row["traced_lead_count"] or row["traced_unit_count"] is None:
        return ""
    count = row["traced_count"] or 0
    ended = "accepted" if row["outcome"] == "accepted" else "won"
    of = (
        f"{row['traced_unit_count']:,.0f} {name(row['measure'])} name {words.counted(row['traced_lead_count'], 'lead')}"
    )
    each = row["traced_per_thousand"]
    said = f"Counted, without a test: {of}, of which {words.count(count)} were {ended}"
    if row["outcome"] == "revenue":
        said += f", for {words.money_short(row['traced_sum'], currency)}"
    if each is not None:
        shown = words.money_short(each, currency) if row["outcome"] == "revenue" else number(each)
        said += f": {shown} for {thousand(row['measure'], currency)}"
        if row["traced_low"] is not None:
            said += f" [{number(row['traced_low'])}, {number(row['traced_high'])}]"
    return f"{said}. Other campaigns touched these leads as well, and many would have come anyway."


def untold(row: Row) -> str:
    """Why no link can be called or denied."""
    weeks = words.counted(row["week_count"], "week")
    return {
        links.TOO_FEW: f"too few weeks to tell: {weeks}, {FEWEST_WEEKS} are needed",
        links.STILL: "it does not change beyond trend and season, so nothing can be told from it",
        links.UNRECORDED: f"no {_OF[row['outcome']]} are recorded in these weeks",
        links.BEFORE: (
            "no link can be called: weeks that had not come yet foretell it as well, so both follow something else"
        ),
    }[row["verdict"]]


def number(value: float) -> str:
    """A count per thousand, with as many digits as it is worth: `31`, `2.2`, `0.18`."""
    size = abs(value)
    return words.signed(value, 0 if size >= _SMALL else 1 if size >= _TINY else 2).removeprefix("+")


def _amount(row: Row, of: str, currency: str) -> str:
    value = row[of]
    if row["outcome"] == "revenue":
        return words.money_short(abs(value), currency)
    return number(abs(value))


def _more(row: Row) -> str:
    more = "more" if row["verdict"] == links.MORE else "less" if row["outcome"] == "revenue" else "fewer"
    return f"{more} {_OF[row['outcome']]}" if row["outcome"] != "revenue" else f"{more} revenue"


def _interval(row: Row, currency: str) -> str:
    ends = (row["per_thousand_low"], row["per_thousand_high"])
    if row["outcome"] == "revenue":
        return f"[{words.money_short(ends[0], currency)}, {words.money_short(ends[1], currency)}]"
    return f"[{number(ends[0])}, {number(ends[1])}]"


def _lag(row: Row) -> str:
    return f"{row['lag_from']} to {row['lag_to']} weeks later"


def _start(said: str) -> str:
    return f"{said[:1].upper()}{said[1:]}."
