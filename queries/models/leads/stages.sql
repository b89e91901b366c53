-- The stages of the buying cycle in their order; a stage is recorded when any source ever names it, or what implies it.
--
-- A time of qualifying implies mql, of accepting sal, a deal that says when it was opened opportunity, any deal won. What no source
-- ever records is not known, of nobody: a lead that got further may skip a stage, a whole house cannot.
--
-- grain: stage
-- scope: house
-- reads: canonical.leads, canonical.stage_entries, canonical.handoffs, canonical.deals
with

positions as (

    select *
    from (values ('lead', 0), ('mql', 1), ('sal', 2), ('sql', 3), ('opportunity', 4), ('won', 5)) as known (stage, position)

),

named as (

    select distinct stage
    from canonical.stage_entries
    union
    select 'lead'
    from canonical.leads
    union
    select 'mql'
    from canonical.handoffs
    where qualified_at is not null
    union
    select 'sal'
    from canonical.handoffs
    where accepted_at is not null
    union
    select 'opportunity'
    from canonical.deals
    where opened_at is not null
    union
    select 'won'
    from canonical.deals

)

select
    positions.stage,
    positions.position,
    named.stage is not null as is_recorded
from positions
left join named on positions.stage = named.stage
order by positions.position
