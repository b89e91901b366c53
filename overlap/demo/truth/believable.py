"""What an executive would believe of the demo company: ranges for its figures, each read out of the product's reports.

The ranges hold for a company of 20,000 leads. Where a figure comes from stands beside it.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

import polars as pl

from overlap.demo.company.world.channels import ALL
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
_COST_DIFFERS = 0.25  # of what a channel's leads cost, campaign by campaign and week by week


@dataclass(frozen=True)
class Believable:
    """A figure of the last year and the range in which somebody who knows such companies would believe it."""

    what: str
    low: float
    high: float
    why: str
    read: Read

    def holds(self, value: float) -> bool:
        """Whether the value lies in the range."""
        return self.low <= value <= self.high


def _rows(reader: Reader, report: str, filters: Filters = LAST_YEAR, **params: str) -> pl.DataFrame:
    return answer(reader, report, filters, params=params).frame


def _one(reader: Reader, report: str, filters: Filters = LAST_YEAR) -> dict[str, float]:
    return _rows(reader, report, filters).row(0, named=True)


def _of_total(report: str, column: str, filters: Filters = LAST_YEAR) -> Read:
    return lambda reader: _one(reader, report, filters)[column]


def _growth(column: str) -> Read:
    def read(reader: Reader) -> float:
        return _one(reader, "goals/totals")[column] / _one(reader, "goals/totals", YEAR_BEFORE)[column] - 1

    return read


def _level(place: int) -> Read:
    """Of the people whose work is recorded, in the order of their levels."""

    def read(reader: Reader) -> float:
        people = _rows(reader, "followup/by_rep", TWO_YEARS).filter(~pl.col("is_log_incomplete"))
        return people["service_level"].drop_nulls().sort()[place]

    return read


def _weeks(first: float, last: float) -> Read:
    """The level of the whole weeks between two shares of them, by load."""

    def read(reader: Reader) -> float:
        weeks = (
            _rows(reader, "capacity/by_week", TWO_YEARS)
            .filter(pl.col("is_whole") & pl.col("load").is_not_null())
            .sort("load")
        )
        some = weeks[round(first * weeks.height) : round(last * weeks.height)]
        return float(some["in_time_count"].sum()) / float(some["due_count"].sum())

    return read


def _waiting_long(reader: Reader) -> float:
    """Of people who record what they do: what the others have done is not seen, and waits for ever."""
    silent = _rows(reader, "followup/by_rep").filter("is_log_incomplete")["rep_name"].to_list()
    waiting = _rows(reader, "followup/waiting", _EVER).filter(~pl.col("rep_name").is_in(silent))
    return waiting.filter(pl.lit(DEFAULT_AS_OF) - pl.col("handed_at") > _LONG).height


def _overloaded(reader: Reader) -> float:
    """More than a seventh beyond the agreed capacity, over the year."""
    agreed = _rows(reader, "capacity/by_rep", _EVER).select("rep_id", "weekly_capacity")
    given = _rows(reader, "followup/by_rep").join(agreed, on="rep_id")
    return given.filter(pl.col("handoff_count") > 1.15 * _WEEKS * pl.col("weekly_capacity")).height


def _growing(reader: Reader) -> float:
    return _rows(reader, "capacity/by_rep", _EVER).filter(outlook="growing").height


def _never_attempted(reader: Reader) -> float:
    states = dict(_rows(reader, "followup/states", TWO_YEARS).select("state", "handoff_count").iter_rows())
    return states["closed_unanswered"] / (states["closed_unanswered"] + states["late"])


def _a_week(reader: Reader) -> float:
    row = _one(reader, "followup/totals")
    return row["handoff_count"] / _WEEKS / row["people_count"]


def _became_mql(reader: Reader) -> float:
    row = _one(reader, "goals/totals")
    return row["mql_count"] / row["lead_count"]


def _handoffs_beyond(reader: Reader) -> float:
    """Handoffs for each time a lead became an MQL, in its first round or a later one."""
    row = _one(reader, "goals/totals")
    return row["handoff_count"] / (row["mql_count"] + row["came_back_count"])


def _reason(place: int) -> Read:
    return lambda reader: _rows(reader, "quality/reject_reasons")["of_rejected"].sort(descending=True)[place]


def _campaigns_of(reader: Reader, channel: str) -> pl.DataFrame:
    rows = _rows(reader, "revenue/return_by_campaign", Filters(TWO_YEARS.starts_on, TWO_YEARS.ends_on, (channel,)))
    return rows.filter(pl.col("cost").is_not_null())


def _cost(channel: str) -> Read:
    def read(reader: Reader) -> float:
        rows = _campaigns_of(reader, channel)
        return float(rows["cost"].sum()) / float(rows["lead_count"].sum())

    return read


def _returned(channel: str) -> Read:
    def read(reader: Reader) -> float:
        rows = _campaigns_of(reader, channel)
        return float(rows["revenue"].sum()) / float(rows["judged_cost"].sum())

    return read


def _campaigns_met(reader: Reader) -> float:
    handoffs = _rows(reader, "quality/handoffs")
    some = handoffs.gather_every(max(handoffs.height // _LOOKED_AT, 1))
    met = []
    for lead, day in some.select("lead_id", "handed_on").iter_rows():
        touches = _rows(reader, "lead/timeline", _EVER, lead_id=lead).filter(
            (pl.col("event") == "touch") & (pl.col("happened_local").dt.date() <= day)
        )
        met.append(touches["campaign_name"].drop_nulls().n_unique())
    return sum(met) / len(met)


def _met_by_both(reader: Reader) -> float:
    return _rows(reader, "revenue/overlap", TWO_YEARS).filter(outcome="won", contact="both")["amount_share"][0]


def _renewals(reader: Reader, filters: Filters, outcome: str) -> pl.DataFrame:
    only = Filters(filters.starts_on, filters.ends_on, kinds=("renewal",))
    return _rows(reader, "revenue/deals_closed", only, outcome=outcome)


def _churn(reader: Reader) -> float:
    lost, won = (_renewals(reader, TWO_YEARS, outcome).height for outcome in ("lost", "won"))
    return lost / (lost + won)


def _dearer(reader: Reader) -> float:
    """The median rise of what a customer pays, from one year's renewal to the next."""
    before, after = (_renewals(reader, year, "won") for year in (YEAR_BEFORE, LAST_YEAR))
    both = after.join(before, on="lead_id", suffix="_before").filter(pl.col("currency") == pl.col("currency_before"))
    rise = both["booked"].cast(pl.Float64) / both["booked_before"].cast(pl.Float64) - 1
    return float(rise.median())  # pyright: ignore[reportArgumentType]


def _scores(end: str) -> Read:
    def read(reader: Reader) -> float:
        scores = _rows(reader, "quality/handoffs", _EVER)["score"]
        return float(getattr(scores, end)())

    return read


def of_company() -> Iterator[Believable]:
    """Every figure with its range."""
    survey = "lead response studies of B2B software companies"
    funnel = "published funnel benchmarks of B2B software"
    yield Believable("leads grow by", 0.12, 0.25, "a company that hires one person a year", _growth("lead_count"))
    yield Believable(
        "handoffs in time",
        0.62,
        0.75,
        f"missing an agreed 85% as most do: {survey}",
        _of_total("followup/totals", "service_level", TWO_YEARS),
    )
    yield Believable("best person", 0.85, 0.95, "about 90%", _level(-1))
    yield Believable("slowest person", 0.35, 0.45, "35-45%", _level(0))
    yield Believable(
        "median first attempt, business minutes",
        90,
        180,
        survey,
        _of_total("followup/totals", "median_minutes", TWO_YEARS),
    )
    yield Believable("calm weeks (the emptiest quarter)", 0.75, 0.85, "near 80%", _weeks(0.0, 0.25))
    yield Believable("overloaded weeks (the fullest tenth)", 0.40, 0.55, "40-55%", _weeks(0.9, 1.0))
    yield Believable(
        "overdue now", 40, 120, "two weeks' work of a few people", _of_total("followup/totals", "overdue_count")
    )
    yield Believable(
        "waiting, still in time", 10, 40, "the weekend's leads", _of_total("followup/totals", "pending_count")
    )
    yield Believable("waiting for more than 30 days", 0, 12, "a rule closes them, with a reason", _waiting_long)
    yield Believable("people given more than they can take", 3, 4, "three or four of fifteen", _overloaded)
    yield Believable("people whose backlog grows", 2, 7, "these, and who had a bad month", _growing)
    yield Believable("never attempted, of those not in time", 0.20, 0.30, "20-30%", _never_attempted)
    yield Believable("handoffs a person and week", 3, 6, "what a field seller can work", _a_week)
    yield Believable("MQLs of leads", 0.15, 0.30, funnel, _became_mql)
    yield Believable("handoffs for each MQL", 0.85, 1.0, "some are kept back at a glance", _handoffs_beyond)
    yield Believable("accepted", 0.55, 0.70, funnel, _of_total("quality/totals", "acceptance_rate"))
    yield Believable("SQL within 30 days", 0.35, 0.50, funnel, _of_total("quality/totals", "qualified_share"))
    yield Believable("mature deals won", 0.20, 0.30, funnel, _of_total("goals/totals", "win_rate"))
    yield Believable("first reason for rejecting", 0.25, 0.35, "one clear leader", _reason(0))
    yield Believable("second reason", 0.08, 0.22, "and a tail", _reason(1))
    for channel in ALL:
        if channel.euros_a_lead:
            low, high = (channel.euros_a_lead * factor for factor in (1 - _COST_DIFFERS, 1 + _COST_DIFFERS))
            yield Believable(
                f"{channel.name}: euros a lead", low, high, "cost-per-lead surveys, rounded", _cost(channel.name)
            )
            yield Believable(
                f"{channel.name}: return within 180 days", 0.5, 6, "some below 1, none absurd", _returned(channel.name)
            )
    yield Believable("campaigns met before a handoff", 2, 4, "not eight in two weeks", _campaigns_met)
    yield Believable(
        "won money met by both teams", 0.65, 0.80, "some is found by sales, some is not logged", _met_by_both
    )
    yield Believable("renewals lost", 0.08, 0.12, "8-12% a year", _churn)
    yield Believable("renewals dearer by", 0.03, 0.07, "an index clause", _dearer)
    yield Believable("lowest score", 0, 100, "a scale people know", _scores("min"))
    yield Believable("highest score", 0, 100, "a scale people know", _scores("max"))
    yield Believable("AUC of the score", 0.65, 0.75, "useful, and not magic", _of_total("quality/score", "auc"))
