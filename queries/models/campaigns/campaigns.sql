-- What marketing ran, with a name to show.
--
-- grain: campaign_id
-- scope: shared
-- reads: canonical.campaigns
select
    campaign_id,
    coalesce(campaign_name, campaign_id) as campaign_name,
    channel,
    started_on,
    ended_on,
    budget,
    currency
from canonical.campaigns
order by campaign_id
