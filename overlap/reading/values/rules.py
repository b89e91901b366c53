"""The rules of a value, as SQL: whether it breaks one, and the sentence about it if it does."""

from overlap.contract import Column
from overlap.reading.values.bound import Bound, Moment
from overlap.reading.values.patterns import remedy_of

LATER = "lies after the import. Correct it, or leave the record out until it has happened."


def good(column: Column, text: str, typed: str, must_hold: bool, moment: Moment, bound: Bound) -> str:
    """Whether the value breaks no rule: true or false, never null."""
    readable = f"{typed} is not null" if must_hold else f"({text} is null or {typed} is not null)"
    limits = [f"coalesce(not ({broken}), true)" for broken, _ in _limits(column, typed, moment, bound)]
    return " and ".join((readable, *limits))


def fault(column: Column, text: str, typed: str, must_hold: bool, moment: Moment, bound: Bound) -> str:
    """The sentence about a value that breaks a rule, null where it breaks none."""
    shown = f"""'"' || left({text}, 200) || '" ' || """
    cases = []
    if must_hold:
        cases.append(f"when {text} is null then {bound(f'{column.name} is blank. Every record needs one.')}")
    if column.allowed:
        remedy = f"is not allowed in {column.name}. Use one of {', '.join(column.allowed)}."
    else:
        remedy = remedy_of(column)
    cases.append(f"when {text} is not null and {typed} is null then {shown}{bound(remedy)}")
    cases += [f"when {broken} then {shown}{bound(words)}" for broken, words in _limits(column, typed, moment, bound)]
    return f"case {' '.join(cases)} end"


def goes_together(column: Column, text: str, other: str, bound: Bound) -> str:
    """Whether the value is filled exactly when `other`, a typed value, is one of its words; never null."""
    _, words = column.filled_when or ("", ())
    return f"coalesce(list_contains({bound(list(words))}, {other}) = ({text} is not null), true)"


def parted(column: Column, text: str, other: str, bound: Bound) -> str:
    """The sentence about a value that is blank beside `other`, or filled, and should not be; null where all is well."""
    name, words = column.filled_when or ("", ())
    blank, filled = bound(f'{column.name} is blank, but {name} is "'), bound(f'" does not go with {name} "')
    said = " or ".join(words)
    remedy = bound(f'". Give it where {name} is {said}, and nowhere else.')
    return (
        f"case when {goes_together(column, text, other, bound)} then null"
        f" when {text} is null then {blank} || {other} || {remedy}"
        f""" else '"' || left({text}, 200) || {filled} || {other} || {remedy} end"""
    )


def is_later(column: Column, typed: str, moment: Moment, bound: Bound) -> str:
    """Whether an event lies after the moment of import; what is only planned is none."""
    later = f"{typed} > {bound(moment.now if column.type == 'time' else moment.today)}"
    if column.planned_when is None:
        return later
    other, words = column.planned_when
    # The other column's typed value is called as this one's is, but for the name.
    beside = typed.replace(column.name, other)
    return f"({later} and not coalesce(list_contains({bound(list(words))}, {beside}), false))"


def _limits(column: Column, typed: str, moment: Moment, bound: Bound) -> list[tuple[str, str]]:
    limits = []
    if column.low is not None:
        words = f"is below {column.low:g}, the lowest {column.name} can be."
        limits.append((f"{typed} < {bound(column.low)}", words))
    if column.high is not None:
        limits.append(
            (f"{typed} > {bound(column.high)}", f"is above {column.high:g}, the highest {column.name} can be.")
        )
    if column.event:
        limits.append((is_later(column, typed, moment, bound), LATER))
    return limits
