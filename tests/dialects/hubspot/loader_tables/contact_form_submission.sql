select lead_id as contact_id, 'form-' || content as form_id, naive(touched_at) as "timestamp",
    touch_id as conversion_id, content as title, link(campaign_id, channel) as page_url, synced() as _fivetran_synced
from touches where kind = 'form'
