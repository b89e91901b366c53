"""The threshold room in sentences: what was seen, what a sample says, and what nobody knows yet."""

from collections.abc import Mapping
from typing import Any

import polars as pl

from overlap import words
from overlap.subjects.quality.steps.handing_over import BUNCHED, FEWEST, NOT_DECIDED, TOO_FEW
from overlap.subjects.quality.steps.threshold_room import ALREADY, FITS

Row = Mapping[str, Any]
_FREED = "It ignores what people would do with the time they win."


def room(row: Row) -> str:
    """What handing over from the threshold asked about would give and take; `row` is quality/threshold."""
    if row["agreed_threshold"] is None or not row["week_count"]:
        return "**No lead was handed over with a score, so thresholds cannot be compared.**"
    asked, agreed = row["threshold"], row["agreed_threshold"]
    if asked == agreed:
        return f"**{row['now_a_week']:,.0f} leads a week are handed over from {agreed} points on.** {best(row)}"
    return _raised(row) if asked > agreed else _lowered(row)


def best(row: Row) -> str:
    """The lowest threshold of those seen at which nine weeks in ten fit what sales can take."""
    if row["reason"] in (FITS, ALREADY):
        return (
            f"Of the thresholds seen, **{row['best_threshold']}** is the lowest at which nine weeks in ten fit what "
            f"sales can take. {_FREED}"
        )
    return f"Which threshold fits best cannot be said: {row['reason']}."


def capacity_card(row: Row) -> str:
    """The small words under the card of what sales can take."""
    if not row["capacity"]:
        return "no capacity agreed for these leads"
    if row["handed_a_week"] is None:
        return "of the agreed capacity"
    spare = row["capacity"] - (row["in_time_a_week"] or row["handed_a_week"])
    said = f"{abs(spare):,.0f} free" if spare >= 0 else f"{-spare:,.0f} too many"
    safe = "no number is certainly safe" if row["safe_a_week"] is None else f"{row['safe_a_week']:,.0f} are safe"
    return f"{said}; {safe}"


def helps(row: Row) -> str:
    """Whether handing over helps; `row` is quality/handing_over_helps."""
    if row["verdict"] is None:
        return "Not known: no handoffs are recorded."
    sides = f"{words.count(row['below_count'])} below, {words.count(row['above_count'])} above"
    if row["verdict"] == TOO_FEW:
        return f"**Not shown: {TOO_FEW}** ({sides}; {FEWEST} on each side are needed)."
    if row["verdict"] == NOT_DECIDED:
        return (
            f"**No conclusion: these points hardly decide who is handed over.** At the threshold the share "
            f"handed over jumps by {_points(row, 'handed_jump')}; {sides}."
        )
    if row["verdict"] == BUNCHED:
        ratio = f"{row['density_ratio']:.2f}"
        if row["density_low"] is not None:
            ratio += f" ({row['density_low']:.2f}{words.DASH}{row['density_high']:.2f})"
        return f"**No conclusion: leads bunch at the threshold,** {ratio} times as many just above; {sides}."
    return (
        f"**At the threshold, {row['verdict']}:** the share won jumps by {_points(row, 'jump')}, the share handed over "
        f"by {_points(row, 'handed_jump')}; {sides}. It holds there and nowhere else."
    )


def held(row: Row) -> str:
    """The hold test; `row` is quality/hold_test."""
    if row["verdict"] in (None, "not known yet"):
        return (
            "**Not known yet.** Once a lead is called, nobody sees how it would have gone without; those that "
            "became ready first are gone. Only a test tells: hold a random tenth back for two weeks."
        )
    arms = (
        f"{words.count(row['held_won_count'])} of {words.count(row['held_old_enough_count'])} held, "
        f"{words.count(row['at_once_won_count'])} of {words.count(row['at_once_old_enough_count'])} handed over at once"
    )
    if row["difference"] is None:
        return f"**The test runs, {row['verdict']}** ({arms})."
    early = row["held_early_count"]
    leak = f" {words.counted(early, 'held lead')} went to sales early." if early else ""
    return (
        f"**{_start(row['verdict'])}:** holding two weeks changes the share won by {_points(row, 'difference')} "
        f"({arms}).{leak}"
    )


def changed(rows: pl.DataFrame) -> str:
    """Each dated change of the threshold; `rows` is quality/threshold_change."""
    if rows.is_empty():
        return "The threshold has never been changed on a date, so there is no before and after."
    return " ".join(_change(row) for row in rows.to_dicts())


def ripened(rows: pl.DataFrame, threshold: int | None) -> str:
    """What waiting looks like at one age; `rows` is quality/ripening of that age."""
    leads, ripe = int(rows["lead_count"].sum()), int(rows["ripened_count"].sum())
    if not leads:
        return "No lead was held below the threshold long enough."
    cold = int(rows["cold_count"].sum())
    return (
        f"**Of {words.count(leads)} leads held below {threshold} points at {rows['day'][0]} days, "
        f"{words.share(ripe / leads)} reached it in the next 30,** {words.share(cold / leads)} were not touched again."
    )


def _raised(row: Row) -> str:
    asked = row["threshold"]
    if not row["is_observed"]:
        return (
            f"From {asked} points on: {row['handed_a_week']:,.0f} leads a week. Not all of it was seen: the threshold "
            f"was {row['observed_from']} for a time. {best(row)}"
        )
    later = max(0.0, (row["in_time_a_week"] or 0) - row["handed_a_week"])
    share = words.rate(row["given_up_share"], row["given_up_share_low"], row["given_up_share_high"])
    said = (
        f"**From {asked} points on: {row['handed_a_week']:,.0f} leads a week at once instead of "
        f"{row['now_a_week']:,.0f}, and {later:,.0f} more within 60 days.** Of those held back, {share} became SQLs"
    )
    if row["given_up_won_old_enough_count"]:
        won = words.rate(row["given_up_win_share"], row["given_up_win_share_low"], row["given_up_win_share_high"])
        said += f" and {won} were won ({words.count(row['given_up_won_count'])} wins)"
    return f"{said}. {best(row)}"


def _between(row: Row) -> str:
    low, high = row["handed_a_week_low"], row["handed_a_week_high"]
    return "" if low is None else f" ({low:,.0f}{words.DASH}{high:,.0f})"


def _lowered(row: Row) -> str:
    asked, agreed = row["threshold"], row["agreed_threshold"]
    between = f"between {asked} and {agreed} points"
    if row["missed_qualified"] is not None:
        low, high = row["missed_qualified_low"], row["missed_qualified_high"]
        said = (
            f"**From {asked} points on: about {row['handed_a_week']:,.0f} leads a week**"
            f"{_between(row)}. By the "
            f"{words.counted(row['asked_count'], 'lead')} {between} handed over at random, "
            f"{row['missed_qualified']:,.0f} ({low:,.0f}{words.DASH}{high:,.0f}) of all there would have become SQLs"
        )
        if row["missed_won"] is not None:
            said += f", {_wins(row)} been won"
        came = words.counted(row["asked_ripened_count"], "lead")
        capped = "" if row["missed_at_most"] is None else (
            f" Never more than {row['missed_at_most']:,.0f}: the share just above {agreed} points, of "
            f"{words.counted(row['below_count'], 'lead')} below."
        )  # fmt: skip
        return f"{said}; {came} that came to {agreed} points by themselves within 30 days left out.{capped}"
    bound = "" if row["missed_at_most"] is None else (
        f" At most {row['missed_at_most']:,.0f} of the {words.counted(row['below_count'], 'lead')} {between} would "
        "have become SQLs, if readiness never falls with the score."
    )  # fmt: skip
    return f"**Nobody knows: leads {between} were not handed over at random.**{bound} A sample would tell."


def _wins(row: Row) -> str:
    if not row["missed_won"]:
        return f"none seen, so up to {row['missed_won_high']:,.0f}"
    low, high = row["missed_won_low"], row["missed_won_high"]
    return f"{row['missed_won']:,.0f} ({low:,.0f}{words.DASH}{high:,.0f})"


def _change(row: Row) -> str:
    said = f"From {row['points_before']} to {row['points_after']} points on {words.day(row['changed_at'].date())}"
    if row["effect"] is None or row["verdict"].startswith("cannot tell yet"):
        return f"{said}: **{row['verdict']}**."
    change = _points(row, "effect")
    return f"{said}: the share won **{row['verdict']}**, {change} compared with the leads it did not affect."


def _points(row: Row, name: str) -> str:
    value, low, high = (row[f"{name}{end}"] for end in ("", "_low", "_high"))
    said = f"{words.signed(value * 100, 1)} points"
    return said if low is None else f"{said} ({words.signed(low * 100, 1)} to {words.signed(high * 100, 1)})"


def _start(text: str) -> str:
    return text[:1].upper() + text[1:]
