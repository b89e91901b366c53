-- A stage that a lead entered in its first time as an MQL while still to be won, with how many contacts it had had before.
--
-- Who was won at the very entry (the stage was skipped) is left out: what such a lead met can say nothing about winning it. Won in time:
-- within the agreed days to win of the entry. seen_count: touches with marketing; sent_count: what sales did towards the lead; whether
-- they name a piece or not.
--
-- grain: lead_id, stage
-- scope: cluster
-- reads: marts.episodes, marts.stages, canonical.touches, canonical.activities, canonical.deals, agreements.conversion
with

firsts as (

    select *
    from marts.episodes
    where episode = 1

),

reached as (

    select firsts.*, 'mql' as stage, mql_at as began_at, mql_is_date_only as began_is_date_only from firsts
    union all
    select firsts.*, 'sal', sal_at, sal_is_date_only from firsts
    union all
    select firsts.*, 'sql', sql_at, sql_is_date_only from firsts
    union all
    select firsts.*, 'opportunity', opportunity_at, opportunity_is_date_only from firsts

),

open as (

    select
        reached.lead_id,
        reached.stage,
        stages.position,
        reached.began_at,
        coalesce(reached.began_is_date_only, false) as is_date_only,
        cast(timezone($zone, reached.began_at) as date) as began_on,
        whole_days(reached.began_at, cast($as_of as timestamptz), coalesce(reached.began_is_date_only, false), $zone) as age_days,
        conversion.won as within_days,
        coalesce(whole_days(
            reached.began_at, reached.won_at,
            coalesce(reached.began_is_date_only, false) or coalesce(reached.won_is_date_only, false), $zone
        ) < conversion.won, false) as is_won,
        reached.channel,
        reached.campaign_id,
        reached.region,
        reached.segment,
        reached.was_customer,
        reached.rep_id,
        reached.team
    from reached
    inner join marts.stages on reached.stage = stages.stage and stages.is_recorded
    inner join agreements.conversion
        on reached.began_at >= conversion.effective_from
        and reached.began_at < conversion.effective_to
    where
        reached.won_at is null
        or (
            reached.won_at <> reached.began_at
            and latest_moment(reached.won_at, coalesce(reached.won_is_date_only, false), $zone) > reached.began_at
        )

),

contacts as (

    select
        lead_id,
        'seen' as how,
        touched_at as contact_at,
        coalesce(touched_at_is_date_only, false) as is_date_only
    from canonical.touches
    where not coalesce(is_stand_in(kind), false)
    union all
    select
        coalesce(activities.lead_id, deals.lead_id),
        'sent',
        activities.occurred_at,
        coalesce(activities.occurred_at_is_date_only, false)
    from canonical.activities
    left join canonical.deals on activities.deal_id = deals.deal_id
    where is_done(activities.status) and activities.direction is distinct from 'inbound'

),

counted as (

    select
        open.lead_id,
        open.stage,
        count(*) filter (where contacts.how = 'seen') as seen_count,
        count(*) filter (where contacts.how = 'sent') as sent_count
    from open
    inner join contacts on open.lead_id = contacts.lead_id
    where comes_before(
        contacts.contact_at, cast(timezone($zone, contacts.contact_at) as date), open.began_at, open.began_on,
        contacts.is_date_only or open.is_date_only
    )
    group by all

)

select
    open.*,
    coalesce(counted.seen_count, 0) as seen_count,
    coalesce(counted.sent_count, 0) as sent_count
from open
left join counted on open.lead_id = counted.lead_id and open.stage = counted.stage
order by open.began_on, open.lead_id, open.position
