-- No lead, deal, campaign or person has the same id in two sources.
--
-- group: Keys unique, nothing missing
-- level: stop
-- scope: house
-- reads: canonical.leads, canonical.deals, canonical.campaigns, canonical.reps
with

ids as (

    select 'leads' as table_name, lead_id as id, source from canonical.leads
    union all
    select 'deals', deal_id, source from canonical.deals
    union all
    select 'campaigns', campaign_id, source from canonical.campaigns
    union all
    select 'reps', rep_id, source from canonical.reps

)

select
    table_name,
    id,
    min(source) as one_source,
    max(source) as other_source
from ids
group by all
having min(source) <> max(source)
