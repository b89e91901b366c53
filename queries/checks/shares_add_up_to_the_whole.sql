-- The shares of a deal's people add up to 1, within 0.001; where they do not, they are divided by their sum.
--
-- group: Money adds up
-- level: warn
-- scope: cluster
-- reads: canonical.deal_reps
select
    deal_id,
    sum(share) as share_sum
from canonical.deal_reps
where not coalesce(is_overlay, false)
group by all
having abs(sum(share) - 1) > 0.001
