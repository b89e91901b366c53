select touch_id as id, synced() as _fivetran_synced, naive(touched_at) as created, 'E-' || touches.content as email_campaign_id,
    'CLICK' as type, 'false' as filtered_event, email as recipient
from touches inner join leads using (lead_id) where kind = 'email_click'
