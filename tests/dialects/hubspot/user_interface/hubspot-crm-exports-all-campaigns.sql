select
    campaign_id as "Campaign ID",
    campaign_name as "Campaign Name",
    channel as "Channel",
    started_on as "Start Date",
    ended_on as "End Date",
    budget as "Budget Total",
    currency as "Currency"
from campaigns
