"""Every agreed value as text, with the time it holds: the macro `filtered.agreed_values`, made of the kinds."""

from collections.abc import Iterable

from overlap.agreements.kinds import KINDS, Kind, Type

# How a value is written; an empty list is none, as null is.
_TEXTS: dict[Type, str] = {
    "integer": "cast({0} as varchar)",
    "number": "cast({0} as varchar)",
    "text": "{0}",
    "texts": "nullif(array_to_string({0}, ', '), '')",
}


def agreed_values_macro(kinds: Iterable[Kind] = tuple(KINDS.values())) -> str:
    """One row a value, whatever kind it belongs to; applies_to is a region, touch kind, stage or month, else `all`."""
    selects = "\n    union all\n".join(_select(kind) for kind in kinds)
    return f"create macro filtered.agreed_values() as table\n{selects};"


def _select(kind: Kind) -> str:
    pairs = ", ".join(
        f"{{'value_name': '{value.name}', 'value': {_TEXTS[value.type].format(_quoted(value.name))}}}"
        for value in kind.values
    )
    return f"""    select
        '{kind.name}' as agreement,
        {_applies_to(kind)} as applies_to,
        agreement_id,
        case when isfinite(effective_from) then effective_from end as agreed_at,
        case when isfinite(effective_to) then effective_to end as replaced_at,
        pair.value_name as value_name,
        coalesce(pair.value, 'none') as value
    from (select *, unnest([{pairs}]) as pair from agreements.{kind.name})"""


def _applies_to(kind: Kind) -> str:
    if kind.per is None:
        return "'all'"
    if kind.per_type == "varchar":
        return _quoted(kind.per)
    return f"'{kind.per} ' || lpad(cast({_quoted(kind.per)} as varchar), 2, '0')"  # so that month 10 comes after 9


def _quoted(name: str) -> str:
    return f'"{name}"'
