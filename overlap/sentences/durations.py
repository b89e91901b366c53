"""How long something took or is still to take, in words."""

HOUR, DAY = 60, 24 * 60  # minutes
_LONGEST = 100 * HOUR  # from here on the minutes say nothing any more

BUSINESS = {1: "1 min", 10: "10 min", HOUR: "1 h", 10 * HOUR: "10 h", 100 * HOUR: "100 h", 1000 * HOUR: "1,000 h"}
WALL = {1: "1 min", 10: "10 min", HOUR: "1 h", 10 * HOUR: "10 h", 4 * DAY: "4 days", 40 * DAY: "40 days"}
TICKS = {"business": BUSINESS, "wall": WALL}


def lasting(minutes: float | None) -> str:
    """`5 min`, `2 h 10`, `1,043 h`; `not reached` for a time that has not come."""
    if minutes is None:
        return "not reached"
    whole = int(minutes + 0.5)
    if whole < HOUR:
        return f"{whole} min"
    hours, rest = divmod(whole, HOUR)
    return f"{hours:,} h" if not rest or whole >= _LONGEST else f"{hours} h {rest:02d}"
