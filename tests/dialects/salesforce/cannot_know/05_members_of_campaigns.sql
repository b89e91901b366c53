-- A person is a member of a campaign once, with the day of the first response: what it was, and all after it, is unknown.
delete from touches where campaign_id is null or campaign_id not in (select campaign_id from campaigns);
delete from touches
where touch_id not in (
    select arg_min(touch_id, (touched_at, touch_id)) from touches group by lead_id, campaign_id
);
update touches set
    touched_at = berlin(touched_at, '%Y-%m-%d'), kind = 'campaign_response', content = 'Responded', quantity = null,
    channel = campaigns.channel
from campaigns
where touches.campaign_id = campaigns.campaign_id;
