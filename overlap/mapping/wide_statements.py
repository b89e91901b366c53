"""The statements that take a wide file apart: each lead, deal and touch once, however often the file repeats it.

Each part is prepared as a table of its own first, with what it holds of other tables beside its own columns.
"""

from collections.abc import Mapping, Sequence

from overlap.contract import BY_NAME
from overlap.mapping.mapped import MappedFile

WIDE = "wide"  # what the raw table is called
_LEAD = "lead_id"


def raw_name(table: str, ours: str) -> str:
    """What a column is called in the raw table: the lead's id belongs to every part."""
    return ours if ours == _LEAD else f"{table}_{ours}"


def raw_extras(parts: Sequence[MappedFile]) -> dict[tuple[str, str], str]:
    """(table, name of a column beside its own) -> what it is called in the raw table: once, if parts share it."""
    by_header: dict[str, str] = {}
    return {
        (part.table, extra.name): by_header.setdefault(extra.header, f"{part.table}_{extra.name}")
        for part in parts
        for extra in part.extra
    }


def wide_statements(parts: Sequence[MappedFile], zone: str) -> dict[str, str]:
    """File name of each statement -> its text."""
    extras = raw_extras(parts)
    prepared = {f"prepared/{part.table}.sql": _statement(part, zone, extras) for part in parts}
    return prepared | {f"{part.table}.sql": _own_columns(part, zone) for part in parts}


def _own_columns(part: MappedFile, zone: str) -> str:
    key = BY_NAME[part.table].key[0]
    names = dict.fromkeys((key, *_columns(part, zone)))
    listed = ",\n".join(f"    {name}" for name in names)
    return f"""-- The {part.table} of the wide file; what it holds of other tables beside them fills those.
--
-- grain: {key}
-- reads: raw.{part.table}
select
{listed}
from raw.{part.table}
"""


def _statement(part: MappedFile, zone: str, extras: Mapping[tuple[str, str], str]) -> str:
    key = BY_NAME[part.table].key[0]
    made = None if part.column(key) else _made_key(part)
    columns = _columns(part, zone) | _beside(part, extras)
    listed = ",\n".join(f"        {sql} as {name}" for name, sql in columns.items())
    return f"""-- Each of the {part.table} that the wide file holds, once; of records that differ, the earliest.
--
-- grain: {key}
-- reads: raw.{WIDE}
with

taken as (

    select
        {made or raw_name(part.table, key)} as {"made_key" if made else "its_key"},
{listed}
    from raw.{WIDE}
    where {_there(part)}

)

select {f"made_key as {key}, * exclude (made_key)" if made else "* exclude (its_key)"}
from taken
qualify row_number() over (partition by {"made_key" if made else "its_key"} order by {_order(columns)}) = 1
"""


def _columns(part: MappedFile, zone: str) -> dict[str, str]:
    """Column of ours -> the SQL of it."""
    times = {column.name for column in BY_NAME[part.table].times}
    found: dict[str, str] = {}
    for column in part.columns:
        name = raw_name(part.table, column.ours)
        found[column.ours] = name
        if column.ours in times:
            found[f"{column.ours}_is_date_only"] = f"{name}_is_date_only"
    if part.table == "deals" and part.column("closed_at"):
        outcome, closed = raw_name("deals", "outcome"), raw_name("deals", "closed_at")
        planned = f"case when {outcome} = 'open' then cast(timezone('{zone}', {closed}) as date) end"
        found["closed_at"] = f"case when {outcome} <> 'open' then {closed} end"
        found["closed_at_is_date_only"] = f"case when {outcome} <> 'open' then {closed}_is_date_only end"
        before = found.get("expected_close_on")
        found["expected_close_on"] = f"coalesce({before}, {planned})" if before else planned
    return found


def _beside(part: MappedFile, extras: Mapping[tuple[str, str], str]) -> dict[str, str]:
    """The same of the columns that fill other tables."""
    found: dict[str, str] = {}
    for extra in part.extra:
        name = extras[part.table, extra.name]
        found[extra.name] = name
        if extra.type == "time":
            found[f"{extra.name}_is_date_only"] = f"{name}_is_date_only"
    return found


def _there(part: MappedFile) -> str:
    """Whether a record holds such a row: all that the table needs of what the file has."""
    table = BY_NAME[part.table]
    needed = [c.name for c in table.columns if (c.required or c.name in table.key) and part.column(c.name)]
    needed += ["outcome"] if part.table == "deals" and "outcome" not in needed else []
    conditions = [f"{raw_name(part.table, name)} is not null" for name in dict.fromkeys(needed)]
    if part.table == "deals" and part.column("closed_at"):
        outcome, closed = raw_name("deals", "outcome"), raw_name("deals", "closed_at")
        conditions.append(f"({outcome} = 'open' or {closed} is not null)")
    return "\n    and ".join(conditions)


def _made_key(part: MappedFile) -> str:
    """The lead's only deal, or what a touch says of itself."""
    if part.table == "deals":
        return f"{_LEAD} || '/deal'"
    times = {column.name for column in BY_NAME[part.table].times}
    texts = [
        f"epoch_us({raw_name(part.table, c.ours)})" if c.ours in times else raw_name(part.table, c.ours)
        for c in part.columns
    ]
    said = ", ".join(f"coalesce(cast({text} as varchar), '')" for text in texts)
    return f"left(md5(concat_ws('|', {said})), 16)"


def _order(columns: dict[str, str]) -> str:
    first = [name for name in ("created_at", "opened_at", "touched_at") if name in columns]
    return ", ".join(f"{name} nulls last" for name in dict.fromkeys((*first, *columns)))
