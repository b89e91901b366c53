select deal_id, lead_id as contact_id, synced() as _fivetran_synced from deal_leads
