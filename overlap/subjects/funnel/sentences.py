"""Where most leads are lost, in two or three sentences."""

from collections.abc import Mapping, Sequence
from typing import Any

from overlap import words
from overlap.subjects.funnel.stages import stage_words

Row = Mapping[str, Any]


def answer(stages: Sequence[Row], within_days: int | None) -> str:
    """The step that loses most, with its rate, and how many were won; rows of funnel/stages."""
    first, last = stages[0], stages[-1]
    old = (
        f"{words.count(first['old_enough_count'])} of {words.counted(first['round_count'], 'MQL')} have had their days."
    )
    if len(stages) == 1 or not first["old_enough_count"]:
        return f"**{words.counted(first['round_count'], 'MQL')}**; no later step can be judged yet. {old}"
    place = max(range(1, len(stages)), key=lambda place: stages[place]["lost_count"])
    step, above = stages[place], stages[place - 1]
    rate = words.rate(step["step_rate"], step["step_rate_low"], step["step_rate_high"])
    limit = f" within {within_days} days" if within_days else ""
    said = (
        f"**Most are lost between {stage_words(above['stage'])} and {stage_words(step['stage'])}: "
        f"{words.count(step['lost_count'])} of {words.count(above['reached_count'])}**{limit}; {rate} make that step."
    )
    won = f"{words.count(last['reached_count'])} were {stage_words(last['stage'])}"
    if len(stages) > 2:
        said += f" In the end {won}, {words.share(last['overall_rate'])} of all MQLs."
    return f"{said} {old}"


def unrecorded(stages: Sequence[Row]) -> str:
    """The stages between that no source records; empty where none is missing."""
    known = {row["stage"] for row in stages}
    absent = [stage_words(stage) for stage in ("sal", "sql", "opportunity", "won") if stage not in known]
    return f"Left out, as no source records it: {words.listed(absent)}." if absent else ""


def skipped(faults: Row) -> str:
    """How many rounds missed a recorded stage and were counted all the same; empty where none did."""
    parts = []
    if faults["skipped_count"]:
        parts.append(f"{words.count(faults['skipped_count'])} skipped a recorded stage")
    if faults["returned_count"]:
        parts.append(f"{words.count(faults['returned_count'])} entered a stage late or out of order")
    if not parts:
        return ""
    return f"Of {words.counted(faults['round_count'], 'MQL')}, {words.listed(parts)}; they count as having reached it."


def faulty(faults: Row) -> dict[str, str]:
    """The numbers of funnel/faults that have rows, with what opens them says."""
    labels = {"skipped_count": "skipped", "returned_count": "out of order"}
    return {name: f"{words.count(faults[name])} {label}" for name, label in labels.items() if faults[name]}
