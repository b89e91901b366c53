-- The one contact known of each lead: the day it first came to a landing page.
--
-- grain: touch_id
-- reads: raw.mqls
select
    mql_id as touch_id,
    mql_id as lead_id,
    landing_page_id as campaign_id,
    origin as channel,
    first_contact_date as touched_at,
    first_contact_date_is_date_only as touched_at_is_date_only,
    'first_contact' as kind
from raw.mqls
