-- Leads that a measure itself names: their first touch of its kind in a campaign that counts it, and what became of them since.
--
-- A scan at a stand is a measure (booth_scans) and a touch (booth_scan): the kind is called as the measure without its s, or ends
-- in it (clicks: ad_click, email_click). Accepted, won and paid within the agreed days to win of that touch; whole days of 24 hours, or
-- of the calendar where either time is only a date. What has no kind of touch, as visits, is in no row.
--
-- grain: measure, lead_id
-- scope: cluster
-- reads: canonical.touches, marts.campaign_days, marts.leads, marts.handoffs, marts.lead_deals, marts.deals, agreements.conversion
with

counted as (

    select distinct
        campaign_id,
        measure,
        regexp_replace(lower(trim(measure)), 's$', '') as one
    from marts.campaign_days
    where measure <> 'spend'

),

kinds as (

    select distinct kind
    from canonical.touches
    where kind is not null

),

-- joined by equal columns, since touches are the largest table there is
named as (

    select
        counted.campaign_id,
        counted.measure,
        kinds.kind
    from counted
    inner join kinds
        on lower(trim(kinds.kind)) = counted.one
        or lower(trim(kinds.kind)) like '%\_' || counted.one escape '\'

),

touched as (

    select
        named.measure,
        touches.lead_id,
        min(touches.touched_at) as touched_at,
        min_by(
            {'campaign_id': touches.campaign_id, 'is_date_only': touches.touched_at_is_date_only},
            (touches.touched_at, touches.touch_id)
        ) as of_first
    from canonical.touches
    inner join named on touches.campaign_id = named.campaign_id and touches.kind = named.kind
    group by all

),

limits as (

    select
        touched.measure,
        touched.lead_id,
        touched.touched_at,
        touched.of_first.campaign_id as campaign_id,
        coalesce(touched.of_first.is_date_only, false) as is_date_only,
        conversion.won as within_days
    from touched
    inner join agreements.conversion
        on touched.touched_at >= conversion.effective_from
        and touched.touched_at < conversion.effective_to

),

accepted as (

    select
        limits.measure,
        limits.lead_id,
        true as is_accepted
    from limits
    inner join marts.handoffs on limits.lead_id = handoffs.lead_id
    where
        is_taken(handoffs.days_to_accepted, handoffs.days_to_rejected, handoffs.days_to_sql, handoffs.within_days)
        and days_from(
            limits.touched_at, coalesce(handoffs.accepted_at, handoffs.sql_at), limits.is_date_only or handoffs.is_date_only, $zone
        ) between 0 and limits.within_days - 1
    group by all

),

earned as (

    select
        limits.measure,
        limits.lead_id,
        count(*) as deal_count,
        cast(sum(lead_deals.amount_cents) as bigint) as cents
    from limits
    inner join marts.lead_deals on limits.lead_id = lead_deals.lead_id
    inner join marts.deals on lead_deals.deal_id = deals.deal_id
    where
        days_from(
            limits.touched_at, deals.closed_at, limits.is_date_only or coalesce(deals.closed_at_is_date_only, false), $zone
        ) between 0 and limits.within_days - 1
    group by all

)

select
    limits.measure,
    limits.lead_id,
    leads.rep_id,
    limits.campaign_id,
    leads.account_id,
    limits.touched_at,
    cast(timezone($zone, limits.touched_at) as date) as touched_on,
    coalesce(accepted.is_accepted, false) as is_accepted,
    coalesce(earned.deal_count, 0) as deal_count,
    coalesce(earned.cents, 0) as cents
from limits
inner join marts.leads on limits.lead_id = leads.lead_id
left join accepted on limits.measure = accepted.measure and limits.lead_id = accepted.lead_id
left join earned on limits.measure = earned.measure and limits.lead_id = earned.lead_id
order by limits.measure, touched_on, limits.lead_id
