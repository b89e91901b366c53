-- What every lead did in its first 14 days, and what became of those that sales had not yet had by then.
--
-- Pages are those of page views, one where nobody recorded how many. A lead is open on day 14 when it was not handed over, did not
-- reach sales in any other way and was not closed before; only of such a lead is what follows not part of what it is judged by.
-- Days count from creation. pages_ever are all pages up to now.
--
-- grain: lead_id
-- scope: cluster
-- reads: marts.leads, marts.lead_outcomes, marts.stage_events, canonical.handoffs, canonical.touches
with

old as (

    select
        leads.*,
        coalesce(leads.account_id, 'lead ' || leads.lead_id) as unit,
        lead_outcomes.days_to_sql
    from marts.leads
    inner join marts.lead_outcomes on leads.lead_id = lead_outcomes.lead_id
    where leads.age_days >= first_days()

),

viewed as (

    select
        old.lead_id,
        cast(sum(coalesce(touches.quantity, 1)) filter (
            where
                is_from(
                    old.created_at, touches.touched_at, old.created_is_date_only or touches.touched_at_is_date_only, $zone
                )
                and whole_days(
                    old.created_at, touches.touched_at, old.created_is_date_only or touches.touched_at_is_date_only, $zone
                ) < first_days()
        ) as bigint) as pages,
        cast(sum(coalesce(touches.quantity, 1)) as bigint) as pages_ever
    from canonical.touches
    inner join old on touches.lead_id = old.lead_id
    where touches.kind = 'page_view'
    group by all

),

reached as (

    select
        old.lead_id
    from marts.stage_events
    inner join old on stage_events.lead_id = old.lead_id
    where
        stage_events.stage in ('sal', 'sql', 'opportunity', 'won', 'lost', 'recycled')
        and whole_days(
            old.created_at, stage_events.entered_at, old.created_is_date_only or stage_events.is_date_only, $zone
        ) < first_days()
    union
    select
        old.lead_id
    from canonical.handoffs
    inner join old on handoffs.lead_id = old.lead_id
    where
        whole_days(
            old.created_at, handoffs.handed_at, old.created_is_date_only or handoffs.handed_at_is_date_only, $zone
        ) < first_days()

)

select
    old.lead_id,
    old.unit as account_id,
    old.created_on,
    old.channel,
    old.campaign_id,
    old.rep_id,
    old.team,
    old.region,
    old.segment,
    old.was_customer,
    reached.lead_id is null as is_open,
    coalesce(viewed.pages, 0) as pages,
    coalesce(viewed.pages_ever, 0) as pages_ever,
    old.days_to_sql,
    old.days_to_won,
    old.age_days,
    old.won_within_days
from old
left join viewed on old.lead_id = viewed.lead_id
left join reached on old.lead_id = reached.lead_id
order by old.created_on, old.lead_id
