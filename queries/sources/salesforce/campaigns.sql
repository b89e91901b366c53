-- Campaigns; the channel is the type.
--
-- grain: campaign_id
-- reads: raw.campaigns
select
    id as campaign_id,
    coalesce(campaign_name, id) as campaign_name,
    replace(lower(campaign_type), ' ', '_') as channel,
    started_on,
    ended_on,
    budget,
    currency
from raw.campaigns
where not coalesce(is_deleted, false)
