-- Wins that a source still names although every new deal of the lead that was opened by then is lost or open by now.
--
-- A win before every such deal stands: its deal is older than the data.
--
-- grain: lead_id, entered_at
-- scope: cluster
-- reads: canonical.stage_entries, canonical.deals
select
    stage_entries.lead_id,
    stage_entries.entered_at,
    stage_entries.entered_at_is_date_only as is_date_only,
    count(*) as deal_count
from canonical.stage_entries
inner join canonical.deals on stage_entries.lead_id = deals.lead_id
where
    stage_entries.stage = 'won'
    and coalesce(deals.kind, 'new') = 'new'
    and is_from(
        deals.opened_at, stage_entries.entered_at,
        deals.opened_at_is_date_only or stage_entries.entered_at_is_date_only, $zone
    )
group by all
having not bool_or(deals.outcome = 'won')
order by stage_entries.lead_id, stage_entries.entered_at
