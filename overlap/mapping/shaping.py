"""The statements a mapping needs: where a table is not a file as it is, but made of one, or of two that join."""

from collections.abc import Mapping as Answered
from collections.abc import Sequence

from overlap.contract import BY_NAME
from overlap.guessing.column_facts import Column
from overlap.mapping.deal_stages import deal_stages
from overlap.mapping.extra_columns import ASSIGNED, LEAD_EMAIL, OWNER
from overlap.mapping.made_keys import MADE_KEYS
from overlap.mapping.mapped import MappedColumn, MappedFile
from overlap.mapping.owners import owner_of, owners, people

HANDOFF, CREATED = "handoff", "created"
_CLOSED = ("won", "lost")


def statements(
    files: Sequence[MappedFile],
    parts: Sequence[MappedFile],
    zone: str | None,
    answers: Answered[str, tuple[str, ...]],
    plans: bool,
    outcome: str | None = None,
) -> dict[str, str]:
    """File name of each statement -> its text; `plans`: deals that are open have a date of closing, which is a plan.

    `parts` are those of a wide file, each as a prepared table that holds its columns. `outcome` is the SQL of that of
    deals, where no column says it.
    """
    by_table = {file.table: file for file in (*files, *parts)}
    found: dict[str, str] = {}
    for file in files:
        key = BY_NAME[file.table].key[0]
        if (file.table, key) in MADE_KEYS and file.column(key) is None:
            found[f"{file.table}.sql"] = _with_made_key(file, key)
        elif file.extra and file.table != "deals":
            found[f"{file.table}.sql"] = _plain(file)
    deals, leads = by_table.get("deals"), by_table.get("leads")
    if deals is not None:
        if plans:
            found["deals.sql"] = _planned_deals(deals, zone or "UTC")
        elif outcome and not deals.column("outcome"):
            found["deals.sql"] = _plain(deals, f"{outcome} as outcome")
        elif deals.extra:
            found["deals.sql"] = _plain(deals)
        if _has(deals, OWNER):
            found["deal_reps.sql"] = owners(by_table.get("reps"))
        if dated := [extra for extra in deals.extra if extra.stage]:
            found["deal_stages.sql"] = deal_stages(dated)
    if leads is not None:
        found |= _of_leads(leads, by_table, answers)
    if lost := [*([_UNDATED_DEALS] if plans else []), *(_of_no_lead(file) for file in files if _needs_lead(file))]:
        found["account/left_out.sql"] = _left_out(lost)
    if "reps" not in by_table and (owned := [each for each in by_table if _has(by_table[each], OWNER)]):
        found["reps.sql"] = people(owned)
    return found


def plans_closes(closed: Column, outcome: Column, words: MappedColumn) -> bool:
    """Whether more deals have a date of closing than are won or lost."""
    said = {**{word: word for word in _CLOSED}, **{word.casefold(): ours for word, ours in words.words}}
    ended = sum(count for value, count in outcome.values if said.get(value.casefold()) in _CLOSED)
    return closed.filled > ended


def _of_leads(
    leads: MappedFile, by_table: Answered[str, MappedFile], answers: Answered[str, tuple[str, ...]]
) -> dict[str, str]:
    found = {}
    stages = [extra.name for extra in leads.extra if extra.name.endswith("_at") and extra.name != ASSIGNED]
    if stages and "stage_entries" not in by_table:
        found["stage_entries.sql"] = _stages(stages)
    answer = answers.get(HANDOFF, ("none",))[0]
    if answer in (ASSIGNED, CREATED) and "handoffs" not in by_table:
        found["handoffs.sql"] = _handoffs("assigned_at" if answer == ASSIGNED else "created_at", by_table.get("reps"))
    return found


def _has(file: MappedFile, name: str) -> bool:
    return any(extra.name == name for extra in file.extra)


def _names(file: MappedFile) -> list[str]:
    """The columns of the table that the file fills, with the flags of its times."""
    times = {column.name for column in BY_NAME[file.table].times}
    names = [column.ours for column in file.columns]
    return [*names, *(f"{name}_is_date_only" for name in names if name in times)]


def _listed(names: Sequence[str], indent: str = "    ") -> str:
    return ",\n".join(f"{indent}{name}" for name in names)


def _lead(file: MappedFile) -> tuple[list[str], str, str]:
    """(the lead as a column, what is joined for it, which records have one): said by e-mail where no id says it."""
    if not _has(file, LEAD_EMAIL):
        return [], "", ""
    joined = f"""left join (
    select lower(trim(email)) as address, min(lead_id) as addressed_lead
    from raw.leads
    where email is not null
    group by lower(trim(email))
    having count(*) = 1
) as by_address on lower(trim({file.table}.{LEAD_EMAIL})) = by_address.address
"""
    needed = "where addressed_lead is not null\n" if _needs_lead(file) else ""
    return ["addressed_lead as lead_id"], joined, needed


def _needs_lead(file: MappedFile) -> bool:
    return _has(file, LEAD_EMAIL) and BY_NAME[file.table].column("lead_id").required


def _reads(file: MappedFile) -> str:
    return f"raw.{file.table}, raw.leads" if _has(file, LEAD_EMAIL) else f"raw.{file.table}"


def _plain(file: MappedFile, *made: str) -> str:
    key = ", ".join(BY_NAME[file.table].key)
    lead, joined, needed = _lead(file)
    return (
        f"-- A row a record of the file; its other columns fill other tables.\n--\n-- grain: {key}\n"
        f"-- reads: {_reads(file)}\nselect\n{_listed([*_names(file), *lead, *made])}\n"
        f"from raw.{file.table} as {file.table}\n{joined}{needed}"
    )


def _with_made_key(file: MappedFile, key: str) -> str:
    times = {column.name for column in BY_NAME[file.table].times}
    texts = [f"epoch_us({c.ours})" if c.ours in times else c.ours for c in file.columns]
    lead, joined, needed = _lead(file)
    said = ", ".join(f"coalesce(cast({text} as varchar), '')" for text in [*texts, *([LEAD_EMAIL] if lead else [])])
    return f"""-- A row a record of the file, which has no ids: each is made of what the record says.
--
-- grain: {key}
-- reads: {_reads(file)}
with

told as (

    select
        *,
        md5(concat_ws('|', {said})) as said
    from raw.{file.table}

)

select
    left(said, 16) || '-' || row_number() over (partition by said) as {key},
{_listed([*_names(file), *lead])}
from told as {file.table}
{joined}{needed}"""


def _planned_deals(file: MappedFile, zone: str) -> str:
    moved = ("closed_at", "closed_at_is_date_only", "expected_close_on")
    lead, joined, _ = _lead(file)
    kept = [*(name for name in _names(file) if name not in moved), *lead]
    planned = f"case when outcome = 'open' then cast(timezone('{zone}', closed_at) as date) end"
    expected = f"coalesce(expected_close_on, {planned})" if file.column("expected_close_on") else planned
    return f"""-- A deal a record. The date of closing of one that is still open is a plan: expected_close_on holds it.
--
-- grain: deal_id
-- reads: {_reads(file)}
select
{_listed(kept)},
    case when outcome <> 'open' then closed_at end as closed_at,
    case when outcome <> 'open' then closed_at_is_date_only end as closed_at_is_date_only,
    {expected} as expected_close_on
from raw.deals as deals
{joined}where outcome = 'open' or closed_at is not null
"""


_UNDATED_DEALS = """select
    'deals' as "table",
    'won or lost, and no date says when' as reason,
    count(*) as record_count
from raw.deals
where outcome <> 'open' and closed_at is null
"""


def _of_no_lead(file: MappedFile) -> str:
    _, joined, _ = _lead(file)
    return f"""select
    '{file.table}' as "table",
    'no lead, or more than one, has the e-mail' as reason,
    count(*) as record_count
from raw.{file.table} as {file.table}
{joined}where addressed_lead is null
"""


def _left_out(parts: Sequence[str]) -> str:
    return "-- Records that count for nothing, and why.\n" + "union all\n".join(parts)


def _stages(names: Sequence[str]) -> str:
    read = "\nunion all\n".join(
        f"select lead_id, '{name.removesuffix('_at')}' as stage, {name} as entered_at, {name}_is_date_only as"
        f" entered_at_is_date_only\nfrom raw.leads where {name} is not null"
        for name in names
    )
    return f"""-- A lead enters a stage on the date that stands in its record.
--
-- grain: lead_id, stage, entered_at
-- reads: raw.leads
{read}
"""


def _handoffs(when: str, reps: MappedFile | None) -> str:
    person, joined = owner_of(reps, "leads")
    return f"""-- A lead is handed to its owner on the day the company says it is.
--
-- grain: handoff_id
-- reads: raw.leads
select
    leads.lead_id as handoff_id,
    leads.lead_id,
    {person} as rep_id,
    leads.{when} as handed_at,
    leads.{when}_is_date_only as handed_at_is_date_only
from raw.leads as leads
{joined}where leads.{OWNER} is not null and leads.{when} is not null
"""
