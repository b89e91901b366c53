-- How often was a recorded stage skipped or entered late, and counted all the same?
--
-- grain:   one row
-- params:  $filters
-- reads:   filtered.episodes
-- columns: round_count (count, leads_qualified, of mql, handoffs), skipped_count (count, rounds_skipping, of mql, handoffs),
--          returned_count (count, rounds_returned, of mql, handoffs)
-- opens:   lead/qualified round='all' count=round_count
--          lead/qualified round='all' fault='skipped' count=skipped_count
--          lead/qualified round='all' fault='out_of_order' count=returned_count
select
    count(*) as round_count,
    count(*) filter (where is_skipping) as skipped_count,
    count(*) filter (where is_out_of_order) as returned_count
from filtered.episodes($filters)
where mql_on is not null
