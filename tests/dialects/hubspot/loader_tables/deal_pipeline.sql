select 'default' as pipeline_id, 'Sales' as label, synced() as _fivetran_synced
