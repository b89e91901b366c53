-- No field of a lead names its campaign: it is the first one responded to by the day of creation.
create table first_campaigns as
select touches.lead_id, arg_min(campaign_id, (touched_at, touch_id)) as campaign_id
from touches
inner join leads on touches.lead_id = leads.lead_id
where touched_at <= berlin(created_at, '%Y-%m-%d')
group by touches.lead_id;
update leads set source_campaign_id = null;
update leads set source_campaign_id = first_campaigns.campaign_id from first_campaigns
where leads.lead_id = first_campaigns.lead_id;
