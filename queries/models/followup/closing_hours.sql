-- How many handoffs a person, or a queue, closed in an hour of the last three days of a month.
--
-- A closing without a clock is in no hour. is_holder_unknown: passed on without a record of to whom.
--
-- grain: rep_id?, is_holder_unknown, closed_hour
-- scope: sum
-- reads: marts.followup_clocks, marts.handoffs
select
    handoffs.rep_id,
    handoffs.is_holder_unknown,
    date_trunc('hour', followup_clocks.closed_at) as closed_hour,
    count(*) as closing_count
from marts.followup_clocks
inner join marts.handoffs on followup_clocks.handoff_id = handoffs.handoff_id
where
    not followup_clocks.closed_is_date_only
    and date_diff(
        'day', cast(timezone($zone, followup_clocks.closed_at) as date),
        cast(date_trunc('month', timezone($zone, followup_clocks.closed_at)) + interval 1 month as date)
    ) <= 3
group by all
order by handoffs.rep_id, handoffs.is_holder_unknown, closed_hour
