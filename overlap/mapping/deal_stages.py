"""The stages of deals whose files date each of them in a column of its own, as a statement."""

from collections.abc import Sequence

from overlap.mapping.mapped import ExtraColumn


def deal_stages(dated: Sequence[ExtraColumn]) -> str:
    """The statement of which deal entered which stage when; of several on one day, where no clock is told, the last."""
    read = "\n    union all\n".join(
        f"""    select
        deal_id,
        {_text(extra.stage)} as stage,
        {extra.name} as entered_at,
        {extra.name}_is_date_only as entered_at_is_date_only,
        {place} as place
    from raw.deals
    where {extra.name} is not null"""
        for place, extra in enumerate(dated)
    )
    return f"""-- A deal enters a stage on the date that stands in its record.
--
-- grain: deal_id, entered_at
-- reads: raw.deals
with

entries as (

{read}

)

select * exclude (place)
from entries
qualify row_number() over (partition by deal_id, entered_at order by place desc) = 1
"""


def _text(value: str) -> str:
    """A text of the file as SQL writes it, in one line."""
    return "'" + " ".join(value.split()).replace("'", "''") + "'"
