-- What a first round that reached a stage brought: new business its lead won in the agreed days after reaching it.
--
-- Every first round that has had these days is there, with 0 where it brought nothing. Days are whole days of 24 hours, or of the
-- calendar where either time is only a date.
--
-- grain: lead_id, stage
-- scope: cluster
-- reads: marts.episodes, marts.stages, marts.leads, marts.deals, agreements.conversion
with

reached as (

    select lead_id, segment, 'sal' as stage, sal_at as reached_at, sal_is_date_only as is_date_only from marts.episodes where episode = 1
    union all
    select lead_id, segment, 'sql', sql_at, sql_is_date_only from marts.episodes where episode = 1
    union all
    select lead_id, segment, 'opportunity', opportunity_at, opportunity_is_date_only from marts.episodes where episode = 1
    union all
    select lead_id, segment, 'won', won_at, won_is_date_only from marts.episodes where episode = 1

),

judged as (

    select
        reached.*,
        stages.position,
        conversion.won as within_days,
        whole_days(reached.reached_at, cast($as_of as timestamptz), reached.is_date_only, $zone) as age_days
    from reached
    inner join marts.stages on reached.stage = stages.stage
    inner join agreements.conversion
        on reached.reached_at >= conversion.effective_from
        and reached.reached_at < conversion.effective_to
    where stages.is_recorded

),

brought as (

    select
        judged.lead_id,
        judged.stage,
        count(*) as deal_count,
        cast(sum(coalesce(deals.amount_cents, 0)) as bigint) as cents
    from judged
    inner join marts.deals on judged.lead_id = deals.lead_id
    where
        deals.is_won
        and deals.kind = 'new'
        and is_from(
            judged.reached_at, deals.closed_at, judged.is_date_only or coalesce(deals.closed_at_is_date_only, false), $zone
        )
        and days_from(
            judged.reached_at, deals.closed_at, judged.is_date_only or coalesce(deals.closed_at_is_date_only, false), $zone
        ) < judged.within_days
    group by all

)

select
    judged.lead_id,
    judged.stage,
    judged.position,
    judged.segment,
    coalesce(leads.account_id, 'lead ' || judged.lead_id) as account_id,
    judged.age_days,
    judged.within_days,
    coalesce(brought.deal_count, 0) as deal_count,
    coalesce(brought.cents, 0) as cents
from judged
inner join marts.leads on judged.lead_id = leads.lead_id
left join brought on judged.lead_id = brought.lead_id and judged.stage = brought.stage
where judged.age_days >= judged.within_days
order by judged.position, judged.lead_id
