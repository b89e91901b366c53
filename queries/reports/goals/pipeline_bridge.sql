-- How did the open pipeline come from what it was at the period's start to what it is at its end?
--
-- Exact: open then + opened + resized - won - lost = open now, in money, and without `resized` in deals. What left the pipeline, won
-- or lost, stands below zero, at the amount it left with. Resized is what the amounts of all these deals changed between coming in,
-- or the start, and the end. Slipped is a part of open now: open at the start, due in the period by the close date on record, and
-- open still; a deal whose date was moved out of the period before the last import is not among them. Amounts of earlier days come from
-- the stages of deals: a deal is seen to be resized where one was written with its day (dated_count). What earlier imports held of each
-- deal is not kept, so that it cannot stand in for them: such a deal counts at every day with what it is worth on record. Without a
-- start nothing was open then. Deals without an amount count, and add none.
--
-- grain:   part
-- params:  $filters, $as_of
-- reads:   filtered.pipeline_parts
-- needs:   deals
-- columns: position (count), part, deal_count (count, pipeline_part_deals), dated_count (count, pipeline_dated_deals),
--          amount (money, pipeline_part)
-- opens:   goals/pipeline_deals part=part count=deal_count sum=amount
with

parts as (

    select
        unnest(['open_then', 'opened', 'resized', 'won', 'lost', 'open_now', 'slipped']) as part,
        unnest(range(1, 8)) as position

),

counted as (

    select
        part,
        count(*) as deal_count,
        count(*) filter (where is_dated) as dated_count,
        filtered.money(cents) as amount
    from filtered.pipeline_parts($filters, $as_of)
    group by part

)

select
    parts.position,
    parts.part,
    coalesce(counted.deal_count, 0) as deal_count,
    coalesce(counted.dated_count, 0) as dated_count,
    coalesce(counted.amount, 0) as amount
from parts
left join counted on parts.part = counted.part
order by parts.position
