select distinct 'default' as pipeline_id, 'stage-' || stage as stage_id, stage as label,
    (stage = 'won')::varchar as closed_won, (stage in ('won', 'lost'))::varchar as is_closed, probability, synced() as _fivetran_synced
from deal_stages
