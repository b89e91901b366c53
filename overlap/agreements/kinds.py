"""The kinds of agreement: which values each has, of what type, and whether a change of it needs a build.

The shapes stand here because models and reports read them as columns of `agreements.<kind>`; the values stand in
config/agreements.toml, in a house.toml, or signed in the app store.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from overlap.agreements.constraints import hours_fault, reference_fault, seasonal_fault, weights_fault
from overlap.agreements.working_week import WEEKDAYS
from overlap.contract import STAGES

Type = Literal["integer", "number", "text", "texts"]
SQL_TYPES: Mapping[Type, str] = {"integer": "bigint", "number": "double", "text": "varchar", "texts": "varchar[]"}
MODELS = (
    *("first", "last", "linear", "position", "u_shaped", "w_shaped", "full_path"),
    *("custom", "time_decay", "shapley", "markov"),
)


@dataclass(frozen=True)
class Value:
    """One value of an agreement. `optional` ones may be "none" (null); `at_ask` ones need no build when they change.

    `example` shows how a text is written where that is not plain.
    """

    name: str
    type: Type
    low: float | None = None
    high: float | None = None
    allowed: tuple[str, ...] = ()
    optional: bool = False
    at_ask: bool = False
    example: str = ""


@dataclass(frozen=True)
class Kind:
    """One kind of agreement: a single row of values, or a row per `per` (a region, a kind of touch, a stage, a month).

    `rows` are the only rows there may be; empty: any, and `unlisted` says what holds for one that is not there.
    `fault` says what is wrong with the values taken together.
    """

    name: str
    values: tuple[Value, ...]
    per: str | None = None
    per_type: Literal["varchar", "bigint"] = "varchar"
    rows: tuple[str, ...] = ()
    unlisted: str = ""
    fault: Callable[[Mapping[str, Any]], str | None] | None = None

    @property
    def is_short(self) -> bool:
        """Whether a row is written `name = value`: it has a row per something and a single value."""
        return self.per is not None and len(self.values) == 1


_KINDS = (
    Kind("threshold", (Value("points", "integer", low=0, at_ask=True),)),
    Kind("attempts", (Value("kinds", "texts"),)),
    Kind("no_contact", (Value("reasons", "texts"),)),
    Kind(
        "response",
        (Value("limit_minutes", "integer", low=1), Value("target", "number", low=0, high=1, at_ask=True)),
    ),
    Kind(
        "promise",
        (
            Value("handoffs_per_week", "integer", low=0, optional=True, at_ask=True),
            Value("qualified_share", "number", low=0, high=1, optional=True, at_ask=True),
        ),
    ),
    Kind(
        "hours",
        (
            Value("zone", "text", optional=True),
            Value("country", "text", optional=True, example="DE, or DE-BY for Bavaria"),
            Value("days", "texts", allowed=WEEKDAYS),
            Value("opens", "text", example="09:00, or 22:00 for a shift until 06:00"),
            Value("closes", "text", example="17:30, or 24:00 for midnight"),
            Value("breaks", "texts", example="12:30-13:00, or fri 14:00-17:30"),
            Value("by_weekday", "texts", example="sat 10:00-14:00; it replaces the hours of that day"),
            Value("closed", "texts", example="2026-12-24, or 2026-12-24..2027-01-01"),
        ),
        per="region",
        unlisted="follows the row named house",
        fault=hours_fault,
    ),
    Kind(
        "conversion",
        tuple(Value(stage, "integer", low=1) for stage in ("sal", "sql", "opportunity", "won")),
    ),
    Kind(
        "steps",
        tuple(
            Value(stage, "number", low=0, high=1, optional=True, at_ask=True)
            for stage in ("sal", "sql", "opportunity", "won")
        ),
    ),
    Kind(
        "attribution",
        (
            Value("window_days", "integer", low=1, high=365, optional=True),
            Value("half_life_days", "number", low=0.01),
            Value("uncredited_channels", "texts", example="direct"),
            Value("account_fallback", "text", allowed=("off", "on")),
            Value("model", "text", allowed=MODELS, at_ask=True),
        ),
    ),
    Kind(
        "weights",
        tuple(
            Value(part, "integer", low=0, high=10_000, at_ask=True)
            for part in ("first", "lead", "opportunity", "last", "rest")
        ),
        fault=weights_fault,
    ),
    Kind("rates", (Value("max_age_days", "integer", low=0, high=366),)),
    Kind(
        "delta",
        (
            Value("points", "number", low=0, high=100, at_ask=True),
            Value("volume_share", "number", low=0, high=1, at_ask=True),
        ),
    ),
    Kind(
        "reference",
        (Value("starts_on", "text", optional=True, at_ask=True, example="2025-01-01"),),
        fault=reference_fault,
    ),
    Kind(
        "samples",
        tuple(Value(share, "number", low=0, high=1, at_ask=True) for share in ("exploration_share", "hold_share")),
    ),
    Kind("persons", (Value("same_email", "text", allowed=("apart", "one")),)),
    Kind("fiscal_year", (Value("first_month", "integer", low=1, high=12, at_ask=True),)),
    Kind("week_starts", (Value("first_day", "text", allowed=WEEKDAYS),)),
    Kind(
        "seasonal",
        (Value("weight", "number", low=0, at_ask=True),),
        per="month",
        per_type="bigint",
        rows=tuple(str(month) for month in range(1, 13)),
        fault=seasonal_fault,
    ),
    Kind("scoring", (Value("points", "integer"),), per="touch_kind", unlisted="adds no points"),
    Kind("fit", (Value("points", "integer"),), per="segment", unlisted="adds no points"),
    Kind("decay", (Value("half_life_days", "number", low=0.01, optional=True),)),
    Kind(
        "owners",
        (Value("team", "text", allowed=("marketing", "sales", "both", "rule"), at_ask=True),),
        per="reason",
        unlisted="has no owner",
    ),
    Kind("stages", (Value("definition", "text"),), per="stage", rows=STAGES),
)

KINDS: Mapping[str, Kind] = {kind.name: kind for kind in _KINDS}
