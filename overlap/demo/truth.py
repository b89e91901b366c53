"""What is true of the company, written beside its data: truth.json for tests, house.toml for the import."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from overlap import __version__
from overlap.demo.calendars import REGIONS
from overlap.demo.columns import ids, instants
from overlap.demo.draws import Floats, Ints
from overlap.demo.effects import FAST_MINUTES, PAGES_WHEN_READY, PLANNED_THRESHOLD, THRESHOLD, WINDOW_DAYS
from overlap.demo.folder import HOUSE, TRUTH
from overlap.demo.options import DemoOptions
from overlap.demo.outcomes import Outcomes
from overlap.demo.world import World

CLOCK_CHANGES = 3
Place = Mapping[str, list[str] | str | int]
Effect = dict[str, str | float | Place]


@dataclass(frozen=True)
class Witness:
    """Handoffs answered on the other side of a clock change, with their true business minutes."""

    handoff: Ints
    handed: Ints
    attempted: Ints
    minutes: Floats


def witnesses(world: World, found: Outcomes) -> Witness:
    """The first few such handoffs of a chunk."""
    handoffs, answered = found.handoffs, found.attempted <= world.as_of
    changed = world.clocks.clock_changed(handoffs.region, handoffs.handed, found.attempted)
    row = (answered & changed).nonzero()[0][:CLOCK_CHANGES]
    minutes = found.response_seconds[row] / 60
    return Witness(handoffs.number[row], handoffs.handed[row], found.attempted[row], minutes)


def write_truth(folder: Path, options: DemoOptions, world: World, seen: list[Witness]) -> None:
    """truth.json and house.toml."""
    document = {
        "version": __version__,
        "leads": options.leads,
        "seed": options.seed,
        "as_of": options.cut_at.isoformat(),
        "effects": effects(world),
        "clock_changes": _clock_changes(seen),
    }
    (folder / TRUTH).write_text(json.dumps(document, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    (folder / HOUSE).write_text(_house(options), encoding="utf-8")


def effects(world: World) -> list[Effect]:
    """Each planted effect: id, kind, place (ids in the data), parameter and its unit."""
    planted = world.effects
    reps = {role: [world.reps.ids()[seller] for seller in world.reps.planted(role)] for role in set(world.reps.role)}
    campaigns = {role: [world.campaigns.ids()[world.campaigns.planted(role)]] for role in ("bad", "good", "pair")}
    shows = [
        name
        for name, campaign in zip(world.campaigns.ids(), world.campaigns.all, strict=True)
        if campaign.channel == "trade_show" and campaign.starts <= world.house_day
    ]
    log_odds, log_minutes = "log-odds", "log of business minutes"
    bad, good = {"campaigns": campaigns["bad"]}, {"campaigns": campaigns["good"]}
    pair = {"campaigns": campaigns["pair"], "reps": reps["pair"]}
    return [
        _effect("bad_campaign", "lead_quality", bad, planted.bad_campaign, "points of quality"),
        _effect("good_campaign", "lead_quality", good, planted.good_campaign, "points of quality"),
        _effect("fast_rep", "response_time", {"reps": reps["fast"]}, planted.fast_rep, log_minutes),
        _effect("slow_rep", "response_time", {"reps": reps["slow"]}, planted.slow_rep, log_minutes),
        _effect("equal_reps", "response_time", {"reps": reps["equal"]}, 0.0, log_minutes),
        _effect("speed_helps", "winning", {"within_business_minutes": FAST_MINUTES}, planted.speed, log_odds),
        _effect("skilled_rep", "winning", {"reps": reps["skilled"]}, planted.skilled_rep, log_odds),
        _effect("unskilled_rep", "winning", {"reps": reps["unskilled"]}, planted.unskilled_rep, log_odds),
        _effect("pair", "winning", pair, planted.pair, log_odds),
        _effect(
            "leak",
            "conversion",
            {"segments": ["mid_market"], "from": "sql", "to": "opportunity"},
            planted.leak,
            log_odds,
        ),
        _effect("extreme_rater", "feedback", {"reps": reps["extreme"]}, planted.extreme_rater, "share of ratings"),
        _effect(
            "readiness_jump",
            "behaviour",
            {"kinds": ["page_view"], "pages": PAGES_WHEN_READY},
            planted.pages_tell_readiness,
            "difference of shares",
        ),
        _effect("threshold_too_low", "agreement", {"planned_points": PLANNED_THRESHOLD}, THRESHOLD, "points"),
        _effect("load_slows", "queue", {"reps": "all"}, planted.load_slows, f"{log_minutes}, a day of backlog"),
        _effect("load_loses", "queue", {"reps": "all"}, planted.load_loses, f"{log_odds}, a day of backlog"),
        _effect("hot_leads_first", "queue", {"reps": "all"}, planted.hot_first, "factor"),
        _effect("useless_measure", "translation", {"campaigns": shows, "measure": "booth_scans"}, 0.0, "leads a scan"),
        _effect("currencies", "money", {"regions": [r.name for r in REGIONS if r.currency != "EUR"]}, "USD", "code"),
    ]


def _effect(id_: str, kind: str, place: Place, parameter: float | str, unit: str) -> Effect:
    return {"id": id_, "kind": kind, "place": place, "parameter": parameter, "unit": unit}


def _clock_changes(seen: list[Witness]) -> list[dict[str, str | float]]:
    rows = [
        pl.DataFrame(
            {
                "handoff_id": ids("H", chunk.handoff),
                "handed_at": instants(chunk.handed),
                "first_attempt_at": instants(chunk.attempted),
                "business_minutes": chunk.minutes.round(4),
            }
        )
        for chunk in seen
    ]
    first = pl.concat(rows).head(CLOCK_CHANGES)
    return first.with_columns(pl.col(pl.Datetime).dt.strftime("%Y-%m-%dT%H:%M:%SZ")).to_dicts()


def _house(options: DemoOptions) -> str:
    zone = REGIONS[0].zone
    lines = [
        "# The demo company: nothing in this folder is real. What is planted in it stands in truth.json.",
        f'as_of = "{options.cut_at.isoformat()}"',
        f'time_zone = "{zone}"',
        'reporting_currency = "EUR"',
        "is_demo = true",
        "",
        "[agreements.attribution]",
        f"window_days = {WINDOW_DAYS}",
        "",
        "[agreements.threshold]",
        f"points = {THRESHOLD}",
        "",
        "[agreements.response]",
        f"limit_minutes = {FAST_MINUTES}",
    ]
    for region in REGIONS:
        lines += [
            "",
            f"[agreements.hours.{region.name}]",
            f'zone = "{region.zone}"',
            f'country = "{region.country}"',
            'days = ["mon", "tue", "wed", "thu", "fri"]',
            'opens = "09:00"',
            'closes = "17:30"',
            "breaks = []",
        ]
    return "\n".join(lines) + "\n"
