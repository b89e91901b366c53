select
    rep_id as owner_id, synced() as _fivetran_synced, email, split_part(rep_name, ' ', 1) as first_name,
    substr(rep_name, instr(rep_name, ' ') + 1) as last_name
from reps
