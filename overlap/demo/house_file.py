"""house.toml: what the demo company agreed on, so that an import judges its people by their own hours and limits."""

from overlap.demo.company.basics.calendars import CLOSES, HOUR, OPENS, REGIONS, Region
from overlap.demo.company.leads.leads import SEGMENTS
from overlap.demo.company.leads.scores import fit_points
from overlap.demo.company.world.effects import LIMIT_MINUTES, WINDOW_DAYS
from overlap.demo.options import DemoOptions


def house_text(options: DemoOptions) -> str:
    """The text of the file."""
    lines = [
        "# The demo company: nothing in this folder is real. What is planted in it stands in truth.json.",
        f'as_of = "{options.cut_at.isoformat()}"',
        f'time_zone = "{REGIONS[0].zone}"',
        'reporting_currency = "EUR"',
        "is_demo = true",
        "",
        "[agreements.attribution]",
        f"window_days = {WINDOW_DAYS}",
        "",
        "[agreements.threshold]",
        f"points = {options.effects.threshold}",
        "",
        "[agreements.response]",
        f"limit_minutes = {LIMIT_MINUTES}",
        "",
        "[agreements.samples]",
        f"exploration_share = {options.effects.exploration}",
        "",
        "[agreements.fit]",
        *(f"{name} = {points}" for name, points in zip(SEGMENTS, fit_points(options.effects), strict=True)),
    ]
    for region in REGIONS:
        lines += ["", *_hours(region)]
    return "\n".join(lines) + "\n"


def _hours(region: Region) -> list[str]:
    rests_from, rests_until = region.rests
    return [
        f"[agreements.hours.{region.name}]",
        f'zone = "{region.zone}"',
        f'country = "{region.country}"',
        'days = ["mon", "tue", "wed", "thu", "fri"]',
        f'opens = "{_clock(OPENS)}"',
        f'closes = "{_clock(CLOSES)}"',
        f'breaks = ["{_clock(rests_from)}-{_clock(rests_until)}"]',
    ]


def _clock(second: int) -> str:
    return f"{second // HOUR:02}:{second % HOUR // 60:02}"
