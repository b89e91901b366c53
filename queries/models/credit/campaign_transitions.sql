-- How often a journey goes from one campaign to the next, begins with one, or ends with one: the chain of Markov credit.
--
-- One journey a deal and one a lead in no deal, each its campaigns in order of time inside the window in force at its end;
-- the same campaign twice in a row is one step, and a journey without a campaign has none. Touches that earn no credit beside
-- others are no steps beside others. A deal that is won, and a lead
-- in no deal that ever entered won, is a win. Lost is what was lost, or is older than the agreed days without a win;
-- younger ones are no journeys yet. A null from_id is the start; where to_id is null, `ends` says how.
--
-- grain: from_id?, to_id?, ends?
-- scope: sum
-- reads: marts.deal_journeys, marts.deals, marts.deal_groups, marts.leads, marts.stage_events, canonical.touches,
--        canonical.campaigns, agreements.attribution
with

deals_with_end as (

    select
        deal_id,
        case
            when outcome <> 'open' then outcome
            when coalesce(age_days >= won_within_days, false) then 'lost'
        end as ends
    from marts.deals

),

touches_of_deals as (

    select
        'deal' as kind,
        deal_journeys.deal_id as journey_id,
        deals_with_end.ends,
        deal_journeys.campaign_id,
        -deal_journeys.j as place
    from marts.deal_journeys
    inner join deals_with_end on deal_journeys.deal_id = deals_with_end.deal_id
    where deal_journeys.is_counted and deal_journeys.campaign_id is not null and deals_with_end.ends is not null

),

latest_entries as (

    select
        lead_id,
        max(case when stage = 'lost' then entered_at end) as lost_at,
        max_by(is_date_only, entered_at) filter (where stage = 'lost') as is_date_only,
        max(case when stage <> 'lost' then entered_at end) as other_at
    from marts.stage_events
    group by all

),

leads_in_no_deal as (

    select
        leads.lead_id,
        leads.won_at,
        case when latest_entries.lost_at >= latest_entries.other_at then latest_entries.lost_at end as lost_at,
        case
            when leads.won_at is not null then leads.won_is_date_only
            else coalesce(latest_entries.is_date_only, false)
        end as is_date_only,
        leads.age_days >= leads.won_within_days as is_old_enough
    from marts.leads
    left join latest_entries on leads.lead_id = latest_entries.lead_id
    left join marts.deal_groups on leads.lead_id = deal_groups.lead_id
    where deal_groups.lead_id is null

),

leads_with_end as (

    select
        leads_in_no_deal.lead_id,
        case
            when leads_in_no_deal.won_at is not null then 'won'
            when leads_in_no_deal.lost_at is not null or leads_in_no_deal.is_old_enough then 'lost'
        end as ends,
        coalesce(leads_in_no_deal.won_at, leads_in_no_deal.lost_at, cast($as_of as timestamptz)) as ends_at,
        leads_in_no_deal.is_date_only
        and coalesce(leads_in_no_deal.won_at, leads_in_no_deal.lost_at) is not null as is_date_only
    from leads_in_no_deal

),

-- Not kept, since the second reading of it is of the leads alone whose time had channels that earn no credit.
touches_in_time as not materialized (

    select
        touches.lead_id,
        leads_with_end.ends,
        touches.touch_id,
        touches.touched_at,
        touches.campaign_id,
        len(attribution.uncredited_channels) > 0 as has_rule,
        is_uncredited(coalesce(touches.channel, campaigns.channel), attribution.uncredited_channels) as is_uncredited
    from leads_with_end
    inner join canonical.touches on leads_with_end.lead_id = touches.lead_id
    left join canonical.campaigns on touches.campaign_id = campaigns.campaign_id
    left join agreements.attribution
        on leads_with_end.ends_at >= attribution.effective_from
        and leads_with_end.ends_at < attribution.effective_to
    where
        leads_with_end.ends is not null
        and (
            touches.campaign_id is not null
            or (touches.channel is not null and len(attribution.uncredited_channels) > 0)
        )
        and is_from(
            touches.touched_at, leads_with_end.ends_at,
            touches.touched_at_is_date_only or leads_with_end.is_date_only, $zone
        )
        and (
            attribution.window_days is null
            or whole_seconds(
                touches.touched_at, leads_with_end.ends_at,
                touches.touched_at_is_date_only or leads_with_end.is_date_only, $zone
            ) <= attribution.window_days * 86400
        )

),

leads_with_other_touches as (

    select distinct lead_id
    from touches_in_time
    where has_rule and not is_uncredited

),

touches_of_leads as (

    select
        'lead' as kind,
        touches_in_time.lead_id as journey_id,
        touches_in_time.ends,
        touches_in_time.campaign_id,
        row_number() over (
            partition by touches_in_time.lead_id
            order by touches_in_time.touched_at, touches_in_time.campaign_id, touches_in_time.touch_id
        ) as place
    from touches_in_time
    left join leads_with_other_touches on touches_in_time.lead_id = leads_with_other_touches.lead_id
    where
        touches_in_time.campaign_id is not null
        and (not touches_in_time.is_uncredited or leads_with_other_touches.lead_id is null)

),

touches_of_all as (

    from touches_of_deals
    union all
    from touches_of_leads

),

steps as (

    select
        kind,
        journey_id,
        ends,
        place,
        campaign_id,
        lag(campaign_id) over (partition by kind, journey_id order by place) as from_id,
        max(place) over (partition by kind, journey_id) as last_place
    from touches_of_all

)

select
    from_id,
    campaign_id as to_id,
    cast(null as varchar) as ends,
    count(*) as journey_count
from steps
where from_id is null or from_id <> campaign_id
group by from_id, campaign_id
union all
select
    campaign_id,
    null,
    ends,
    count(*)
from steps
where place = last_place
group by campaign_id, ends
order by from_id, to_id, ends
