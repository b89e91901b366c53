-- Marketing campaigns as HubSpot names them.
--
-- grain: campaign_id
-- reads: raw.campaigns
select
    id as campaign_id,
    coalesce(campaign_name, id) as campaign_name,
    channel,
    started_on,
    ended_on,
    budget,
    currency
from raw.campaigns
where
    not coalesce(is_gone, false)
    and not coalesce(is_archived, false)
