select deal_id, activity_id as engagement_id, upper(kind) as engagement_type, synced() as _fivetran_synced
from activities where deal_id is not null
