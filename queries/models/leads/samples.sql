-- Leads drawn by chance: handed over below the threshold to explore, or held back above it.
--
-- grain: lead_id, kind
-- scope: cluster
-- reads: canonical.samples
select
    lead_id,
    kind,
    cast(share as double) as share,
    drawn_at
from canonical.samples
order by kind, drawn_at, lead_id
