select deal_id, naive(entered_at) as "timestamp", 'amount' as name, amount_then as value, synced() as _fivetran_synced
from deal_stages where amount_then is not null
