-- The stage a deal stood in from a day on, as long as it was open: the last one it entered on each day.
--
-- A stage entered when the deal closed is its end, not a stage it stood in.
--
-- grain: deal_id, entered_on
-- scope: cluster
-- reads: canonical.deal_stages, marts.deals
with

entries as (

    select
        deal_stages.deal_id,
        deal_stages.stage,
        deal_stages.entered_at,
        cast(timezone($zone, deal_stages.entered_at) as date) as entered_on
    from canonical.deal_stages
    inner join marts.deals on deal_stages.deal_id = deals.deal_id
    where deals.closed_at is null or deal_stages.entered_at < deals.closed_at

)

select
    deal_id,
    entered_on,
    max_by(stage, (entered_at, stage)) as stage
from entries
group by deal_id, entered_on
order by deal_id, entered_on
