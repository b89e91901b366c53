-- One row a deal: money in the reporting currency, who shares it, where its lead came from, the window in force at its close.
--
-- A deal is worth its amount at the rate of the day it closed (open: the day it was opened), the latest rate that is not older than agreed.
-- rep_ids and people (their names) are those with a share that is no overlay and at least a basis point.
--
-- grain: deal_id
-- scope: cluster
-- reads: canonical.deals, canonical.rates, canonical.deal_reps, marts.leads, marts.reps, agreements.attribution,
--        agreements.conversion, agreements.rates
with

dated as (

    select
        deals.*,
        coalesce(deals.kind, 'new') as deal_kind,
        coalesce(deals.currency, $currency) as deal_currency,
        cast(timezone($zone, deals.opened_at) as date) as opened_on,
        cast(timezone($zone, deals.closed_at) as date) as closed_on,
        coalesce(deals.closed_at, cast($as_of as timestamptz)) as ends_at
    from canonical.deals

),

valued as (

    select
        dated.deal_id,
        max_by(rates.rate, rates.day) as rate
    from dated
    inner join canonical.rates
        on dated.deal_currency = rates.currency
        and rates.day <= coalesce(dated.closed_on, dated.opened_on, cast(timezone($zone, dated.ends_at) as date))
    inner join agreements.rates as agreed
        on dated.ends_at >= agreed.effective_from
        and dated.ends_at < agreed.effective_to
        and coalesce(dated.closed_on, dated.opened_on, cast(timezone($zone, dated.ends_at) as date)) - rates.day
            <= agreed.max_age_days
    where dated.deal_currency <> $currency
    group by all

),

shares as (

    select
        deal_id,
        rep_id
    from canonical.deal_reps
    where not coalesce(is_overlay, false)
    group by all
    having floor(sum(share) * 10000 + 0.5) > 0

),

sharers as (

    select
        shares.deal_id,
        list_sort(array_agg(distinct shares.rep_id)) as rep_ids,
        array_to_string(list_sort(array_agg(distinct coalesce(reps.rep_name, shares.rep_id))), ', ') as people,
        list_sort(array_agg(distinct reps.team)) as teams
    from shares
    left join marts.reps on shares.rep_id = reps.rep_id
    group by all

),

joined as (

    select
        dated.deal_id,
        dated.account_id,
        dated.lead_id,
        dated.opened_at,
        dated.opened_on,
        dated.closed_at,
        dated.closed_on,
        dated.opened_at_is_date_only,
        dated.closed_at_is_date_only,
        coalesce(dated.opened_at_is_date_only, false) or coalesce(dated.closed_at_is_date_only, false) as is_date_only,
        dated.ends_at,
        dated.outcome,
        dated.deal_kind as kind,
        dated.stage,
        dated.lost_reason,
        dated.expected_close_on,
        dated.amount as amount_booked,
        dated.deal_currency as currency,
        case when dated.deal_currency = $currency then 1 else valued.rate end as rate,
        leads.channel,
        leads.campaign_id,
        leads.region,
        leads.segment,
        coalesce(sharers.rep_ids, cast([] as varchar[])) as rep_ids,
        sharers.people,
        coalesce(sharers.teams, cast([] as varchar[])) as teams,
        attribution.window_days,
        conversion.won as won_within_days
    from dated
    left join valued on dated.deal_id = valued.deal_id
    left join sharers on dated.deal_id = sharers.deal_id
    left join marts.leads on dated.lead_id = leads.lead_id
    left join agreements.attribution
        on dated.ends_at >= attribution.effective_from
        and dated.ends_at < attribution.effective_to
    left join agreements.conversion
        on coalesce(dated.opened_at, dated.ends_at) >= conversion.effective_from
        and coalesce(dated.opened_at, dated.ends_at) < conversion.effective_to

)

select
    *,
    cast(floor(amount_booked * rate * 100 + 0.5) as bigint) as amount_cents,
    cast(floor(amount_booked * rate * 100 + 0.5) * 0.01 as decimal(18, 2)) as amount,
    outcome = 'won' as is_won,
    whole_days(opened_at, closed_at, is_date_only, $zone) as days_to_close,
    whole_days(opened_at, cast($as_of as timestamptz), coalesce(opened_at_is_date_only, false), $zone) as age_days
from joined
order by closed_on, deal_id
