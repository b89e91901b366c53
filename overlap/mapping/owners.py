"""Who owns what, as statements: the owner of a deal, of any record, and everybody who is one."""

from collections.abc import Sequence

from overlap.mapping.extra_columns import OWNER
from overlap.mapping.mapped import MappedFile


def owner_of(reps: MappedFile | None, table: str) -> tuple[str, str]:
    """(the SQL of the person's id, what is joined for it): an owner may be given by id or by name."""
    if reps is None or reps.column("rep_name") is None:
        return f"{table}.{OWNER}", ""
    joined = f"""left join raw.reps as by_id on {table}.{OWNER} = by_id.rep_id
left join (
    select rep_name, min(rep_id) as rep_id from raw.reps group by rep_name having count(*) = 1
) as by_name on {table}.{OWNER} = by_name.rep_name
"""
    return f"coalesce(by_id.rep_id, by_name.rep_id, {table}.{OWNER})", joined


def owners(reps: MappedFile | None) -> str:
    """The statement of who has a deal: its owner, all of it."""
    person, joined = owner_of(reps, "deals")
    return f"""-- The owner of each deal, who has all of it: the files say no other shares.
--
-- grain: deal_id, rep_id, role
-- reads: raw.deals
select
    deals.deal_id,
    {person} as rep_id,
    'owner' as role,
    cast(1 as decimal(9, 6)) as share,
    false as is_overlay
from raw.deals as deals
{joined}where deals.{OWNER} is not null
"""


def people(tables: Sequence[str]) -> str:
    """The statement of everybody in sales, where no file lists them."""
    read = "\nunion all\n".join(f"select {OWNER} as rep_id, {OWNER} as rep_name from raw.{table}" for table in tables)
    return f"""-- Everybody who owns anything, known by name only.
--
-- grain: rep_id
-- reads: {", ".join(f"raw.{table}" for table in tables)}
select distinct rep_id, rep_name from (
{read}
) as owners
where rep_id is not null
"""
