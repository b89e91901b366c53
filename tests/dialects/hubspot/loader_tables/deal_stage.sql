select deal_id, 'stage-' || stage as value, naive(entered_at) as date_entered, synced() as _fivetran_synced from deal_stages
