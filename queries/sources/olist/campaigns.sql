-- A landing page is a campaign; it has no channel of its own, leads come to it from many.
--
-- grain: campaign_id
-- reads: raw.mqls
select distinct
    landing_page_id as campaign_id
from raw.mqls
where landing_page_id is not null
