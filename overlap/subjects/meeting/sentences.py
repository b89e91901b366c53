"""How Review meeting says what it shows: the answer under its heading, and what became of a decision."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from overlap import words
from overlap.glossary import glossary

Row = Mapping[str, Any]
Escape = Callable[[object], str]
ORDER = "Most money at stake first; then goals, leak, promises, feedback, changes, decisions, signatures."
STATES = {"open": "Open", "done": "Done", "dropped": "Dropped", "postponed": "Postponed"}
KINDS = {
    "goals": "Goals", "leak": "Largest leak", "promises": "Promises", "feedback": "Feedback",
    "restatements": "Numbers that changed", "decisions": "Last decisions", "signatures": "Signatures",
}  # fmt: skip
TOO_FEW = "cannot tell yet"


def answer(items: Sequence[Row], escape: Escape) -> str:
    """How much there is to talk about, and what comes first."""
    if not items:
        return "**Nothing is off track**: no goal, promise, leak or change needs to be talked about."
    first = items[0]
    return f"**{words.counted(len(items), 'item')} to talk about.** First: {escape(first['sentence'])}"


def metric(name: str) -> str:
    """What a metric is called; a name nobody knows any more as it is."""
    return glossary()[name].label if name in glossary() else words.spoken(name)


def decided(row: Row, escape: Escape) -> str:
    """One decision: what was decided by whom, and by when."""
    due = f", due {words.day(row['due_on'])}" if row["due_on"] else ""
    late = " :red[(overdue)]" if row["is_overdue"] else ""
    state = "" if row["state"] == "open" else f" · {STATES[row['state']]}"
    return f"**{escape(row['what'])}** · {escape(row['owner'])}, {words.day(row['decided_on'])}{due}{late}{state}"


def became(row: Row, escape: Escape) -> str:
    """What became of it: the metric before and after, against the comparison, and whether the guard held."""
    name, about = metric(row["metric"]), escape(row["about"])
    where = f"{name}, {about}"
    if row["before_count"] == 0 or row["after_count"] == 0 or row["after_share"] is None:
        return (
            f"{where}: **{TOO_FEW}**, {words.counted(row['after_count'], 'mature handoff')} since, "
            f"{words.count(row['before_count'])} before."
        )
    shares = f"{words.share(row['baseline'])} before, {words.share(row['after_share'])} after"
    if row["effect"] is None:
        return f"{where}: **{row['verdict']}**. {shares}."
    ends = f"({words.signed(row['effect_low'] * 100, 1)} to {words.signed(row['effect_high'] * 100, 1)})"
    so_far = "" if row["is_over"] else " so far"
    verdict = row["verdict"] + {"better": " as meant", "worse": " the wrong way"}.get(row["direction"] or "", "")
    change = f"against {escape(row['comparison'])} {words.points(row['effect'])} {ends}"
    said = f"{where}: **{verdict}**{so_far}. {shares}; {change}."
    return " ".join(filter(None, [said, guard(row)]))


def guard(row: Row) -> str:
    """What became of the guard; empty where none was named."""
    if not row["guard"]:
        return ""
    said = f"Guard, {metric(row['guard'])}: {row['guard_verdict']}"
    if row["guard_effect"] is None:
        return f"{said}."
    ends = f"({words.signed(row['guard_low'] * 100, 1)} to {words.signed(row['guard_high'] * 100, 1)})"
    return f"{said}, {words.points(row['guard_effect'])} {ends}."
