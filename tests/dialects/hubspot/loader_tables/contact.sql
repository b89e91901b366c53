select
    lead_id as id, 'FALSE' as _fivetran_deleted, synced() as _fivetran_synced, naive(created_at) as property_createdate,
    split_part(lead_name, ' ', 1) as property_firstname,
    nullif(substr(lead_name, instr(lead_name || ' ', ' ') + 1), '') as property_lastname,
    company as property_company, account_id as property_associatedcompanyid, segment as property_segment,
    region as property_region, upper(channel) as property_hs_analytics_source, sourced_by as property_sourced_by,
    source_campaign_id as property_hs_analytics_first_touch_converting_campaign,
    email as property_email, title as property_jobtitle, industry as property_industry,
    employees as property_numemployees
from leads
