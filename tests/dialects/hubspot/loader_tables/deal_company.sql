select deal_id, account_id as company_id, synced() as _fivetran_synced from deals where account_id is not null
