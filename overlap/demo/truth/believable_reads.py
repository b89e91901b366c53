"""How each figure is read that an executive looks at in the demo company: out of the product's own reports."""

from collections.abc import Callable
from datetime import date, timedelta

import polars as pl

from overlap.demo.options import COMPARES, DEFAULT_AS_OF, TURNS
from overlap.reports import Filters, answer
from overlap.warehouse.reader import Reader

Read = Callable[[Reader], float]

_END = date(DEFAULT_AS_OF.year, 11, 1)
LAST_YEAR = Filters(starts_on=TURNS.date(), ends_on=_END)
YEAR_BEFORE = Filters(starts_on=COMPARES.date(), ends_on=TURNS.date())
TWO_YEARS = Filters(starts_on=COMPARES.date(), ends_on=_END)
_EVER = Filters()
_WEEKS = 52
_LONG = timedelta(days=30)
_LOOKED_AT = 60  # handoffs whose campaigns are counted


def _rows(reader: Reader, report: str, filters: Filters = LAST_YEAR, **params: str) -> pl.DataFrame:
    return answer(reader, report, filters, params=params).frame


def _one(reader: Reader, report: str, filters: Filters = LAST_YEAR) -> dict[str, float]:
    return _rows(reader, report, filters).row(0, named=True)


def of_total(report: str, column: str, filters: Filters = LAST_YEAR) -> Read:
    return lambda reader: _one(reader, report, filters)[column]


def growth(column: str) -> Read:
    def read(reader: Reader) -> float:
        return _one(reader, "goals/totals")[column] / _one(reader, "goals/totals", YEAR_BEFORE)[column] - 1

    return read


def level(place: int) -> Read:
    """Of the people whose work is recorded, in the order of their levels."""

    def read(reader: Reader) -> float:
        people = _rows(reader, "followup/by_rep", TWO_YEARS).filter(~pl.col("is_log_incomplete"))
        return people["service_level"].drop_nulls().sort()[place]

    return read


def weeks(first: float, last: float) -> Read:
    """The level of the whole weeks between two shares of them, by load."""

    def read(reader: Reader) -> float:
        whole = (
            _rows(reader, "capacity/by_week", TWO_YEARS)
            .filter(pl.col("is_whole") & pl.col("load").is_not_null())
            .sort("load")
        )
        some = whole[round(first * whole.height) : round(last * whole.height)]
        return float(some["in_time_count"].sum()) / float(some["due_count"].sum())

    return read


def waiting_long(reader: Reader) -> float:
    """Of people who record what they do: what the others have done is not seen, and waits for ever."""
    silent = _rows(reader, "followup/by_rep").filter("is_log_incomplete")["rep_name"].to_list()
    waiting = _rows(reader, "followup/waiting", _EVER).filter(~pl.col("rep_name").is_in(silent))
    return waiting.filter(pl.lit(DEFAULT_AS_OF) - pl.col("handed_at") > _LONG).height


def overloaded(reader: Reader) -> float:
    """More than a seventh beyond the agreed capacity, over the year."""
    agreed = _rows(reader, "capacity/by_rep", _EVER).select("rep_id", "weekly_capacity")
    given = _rows(reader, "followup/by_rep").join(agreed, on="rep_id")
    return given.filter(pl.col("handoff_count") > 1.15 * _WEEKS * pl.col("weekly_capacity")).height


def growing(reader: Reader) -> float:
    return _rows(reader, "capacity/by_rep", _EVER).filter(outlook="growing").height


def never_attempted(reader: Reader) -> float:
    states = dict(_rows(reader, "followup/states", TWO_YEARS).select("state", "handoff_count").iter_rows())
    return states["closed_unanswered"] / (states["closed_unanswered"] + states["late"])


def a_week(reader: Reader) -> float:
    row = _one(reader, "followup/totals")
    return row["handoff_count"] / _WEEKS / row["people_count"]


def became_mql(reader: Reader) -> float:
    row = _one(reader, "goals/totals")
    return row["mql_count"] / row["lead_count"]


def handoffs_beyond(reader: Reader) -> float:
    """Handoffs for each time a lead became an MQL, in its first round or a later one."""
    row = _one(reader, "goals/totals")
    return row["handoff_count"] / (row["mql_count"] + row["came_back_count"])


def reason(place: int) -> Read:
    return lambda reader: _rows(reader, "quality/reject_reasons")["of_rejected"].sort(descending=True)[place]


def _campaigns_of(reader: Reader, channel: str) -> pl.DataFrame:
    rows = _rows(reader, "revenue/return_by_campaign", Filters(TWO_YEARS.starts_on, TWO_YEARS.ends_on, (channel,)))
    return rows.filter(pl.col("cost").is_not_null())


def cost(channel: str) -> Read:
    def read(reader: Reader) -> float:
        rows = _campaigns_of(reader, channel)
        return float(rows["cost"].sum()) / float(rows["lead_count"].sum())

    return read


def returned(channel: str) -> Read:
    def read(reader: Reader) -> float:
        rows = _campaigns_of(reader, channel)
        return float(rows["revenue"].sum()) / float(rows["judged_cost"].sum())

    return read


def campaigns_before(reader: Reader) -> float:
    handoffs = _rows(reader, "quality/handoffs")
    some = handoffs.gather_every(max(handoffs.height // _LOOKED_AT, 1))
    met = []
    for lead, day in some.select("lead_id", "handed_on").iter_rows():
        touches = _rows(reader, "lead/timeline", _EVER, lead_id=lead).filter(
            (pl.col("event") == "touch") & (pl.col("happened_local").dt.date() <= day)
        )
        met.append(touches["campaign_name"].drop_nulls().n_unique())
    return sum(met) / len(met)


def reached_by_both(reader: Reader) -> float:
    return _rows(reader, "revenue/overlap", TWO_YEARS).filter(outcome="won", contact="both")["amount_share"][0]


def _renewals(reader: Reader, filters: Filters, outcome: str) -> pl.DataFrame:
    only = Filters(filters.starts_on, filters.ends_on, kinds=("renewal",))
    return _rows(reader, "revenue/deals_closed", only, outcome=outcome)


def churn(reader: Reader) -> float:
    lost, won = (_renewals(reader, TWO_YEARS, outcome).height for outcome in ("lost", "won"))
    return lost / (lost + won)


def dearer(reader: Reader) -> float:
    """The median rise of what a customer pays, from one year's renewal to the next."""
    before, after = (_renewals(reader, year, "won") for year in (YEAR_BEFORE, LAST_YEAR))
    both = after.join(before, on="lead_id", suffix="_before").filter(pl.col("currency") == pl.col("currency_before"))
    rise = both["booked"].cast(pl.Float64) / both["booked_before"].cast(pl.Float64) - 1
    return float(rise.median())  # pyright: ignore[reportArgumentType]


def scores(end: str) -> Read:
    def read(reader: Reader) -> float:
        scores = _rows(reader, "quality/handoffs", _EVER)["score"]
        return float(getattr(scores, end)())

    return read
