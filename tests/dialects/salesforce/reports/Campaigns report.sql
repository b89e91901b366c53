select
    campaign_id as "Campaign ID",
    campaign_name as "Campaign Name",
    title_case(channel) as "Type",
    us_day(started_on) as "Start Date",
    us_day(ended_on) as "End Date",
    currency as "Budgeted Cost Currency",
    format('{:,.2f}', budget::double) as "Budgeted Cost"
from campaigns
