-- A deal enters a stage; its amount then is that of its property history.
--
-- grain: deal_id, entered_at
-- reads: raw.deal_stage_entries, raw.living_deals, raw.stages_of_deals, raw.deal_history
-- needs: raw.deal_stage_entries
with

amounts as (

    select
        deal_id,
        changed_at,
        try_cast(value as decimal(18, 2)) as amount
    from raw.deal_history
    where lower(property) = 'amount'

),

entries as (

    select
        entries.deal_id,
        entries.entered_at,
        bool_and(entries.entered_at_is_date_only) as is_date_only,
        max(entries.stage) as stage
    from raw.deal_stage_entries as entries
    inner join raw.living_deals as deals on entries.deal_id = deals.deal_id
    group by entries.deal_id, entries.entered_at

)

select
    entries.deal_id,
    entries.entered_at,
    entries.is_date_only as entered_at_is_date_only,
    coalesce(stages.label, entries.stage) as stage,
    amounts.amount as amount_then,
    stages.probability
from entries
left join raw.stages_of_deals as stages on entries.stage = stages.stage
asof left join amounts on entries.deal_id = amounts.deal_id and entries.entered_at >= amounts.changed_at
