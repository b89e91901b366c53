-- Every marketing-qualified lead; a blank origin stays blank.
--
-- grain: lead_id
-- reads: raw.mqls
-- Business segment, lead type and seller state are known of won leads only, so they are no attributes of a lead here.
select
    mql_id as lead_id,
    first_contact_date as created_at,
    first_contact_date_is_date_only as created_at_is_date_only,
    landing_page_id as source_campaign_id,
    origin as channel,
    'marketing' as sourced_by
from raw.mqls
