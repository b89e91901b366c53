-- What ended a lead's way with sales: lost, recycled or won; the won deal of a customer who buys more is a win too, a renewal not.
--
-- counts_at is its place in the order of time: a win without a clock comes at the end of its day.
--
-- grain: lead_id, ended_as, ended_at
-- scope: cluster
-- reads: marts.stage_events, canonical.deals, canonical.leads
with

ends as (

    select lead_id, stage as ended_as, entered_at as ended_at, is_date_only
    from marts.stage_events
    where stage in ('lost', 'recycled', 'won')
    union all
    select deals.lead_id, 'won', deals.closed_at, deals.closed_at_is_date_only
    from canonical.deals
    inner join canonical.leads on deals.lead_id = leads.lead_id
    where deals.kind = 'expansion' and deals.outcome = 'won' and deals.closed_at is not null

),

known_ends as (

    select
        lead_id,
        ended_as,
        ended_at,
        bool_and(is_date_only) as is_date_only
    from ends
    group by all

)

select
    lead_id,
    ended_as,
    ended_at,
    is_date_only,
    case when ended_as = 'won' then latest_moment(ended_at, is_date_only, $zone) else ended_at end as counts_at
from known_ends
order by lead_id, ended_at, ended_as
