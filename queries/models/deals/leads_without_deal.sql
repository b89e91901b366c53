-- Leads for which no deal was ever opened: whether marketing touched them and sales worked them in their time.
--
-- A lead's time begins the agreed window before its creation and ends with its loss, however late; of one that nobody lost, when its
-- agreed days to win have passed. Automated activities are none.
--
-- grain: lead_id
-- scope: cluster
-- reads: marts.leads, marts.deal_groups, marts.stage_events, canonical.touches, canonical.activities, agreements.attribution
with

latest_entries as (

    select
        lead_id,
        max(case when stage = 'lost' then entered_at end) as lost_at,
        max_by(is_date_only, case when stage = 'lost' then entered_at end) as lost_is_date_only,
        max(case when stage <> 'lost' then entered_at end) as other_at
    from marts.stage_events
    group by all

),

never_opened as (

    select
        leads.*,
        case when latest_entries.lost_at >= latest_entries.other_at then latest_entries.lost_at end as lost_at,
        coalesce(latest_entries.lost_is_date_only, false) as lost_is_date_only,
        attribution.window_days
    from marts.leads
    left join marts.deal_groups on leads.lead_id = deal_groups.lead_id
    left join latest_entries on leads.lead_id = latest_entries.lead_id
    left join agreements.attribution
        on leads.created_at >= attribution.effective_from
        and leads.created_at < attribution.effective_to
    where deal_groups.lead_id is null and coalesce(leads.furthest, 0) < 4

),

contacts as (

    select
        lead_id, touched_at as happened_at, coalesce(touched_at_is_date_only, false) as is_date_only, 0 as is_sales
    from canonical.touches
    where campaign_id is not null or channel is not null
    union all
    select lead_id, occurred_at, coalesce(occurred_at_is_date_only, false), 1
    from canonical.activities
    where lead_id is not null and not coalesce(is_automated, false) and is_done(status)

),

leads_met as (

    select
        never_opened.lead_id,
        max(contacts.is_sales) = 1 as has_activity,
        min(contacts.is_sales) = 0 as has_touch
    from never_opened
    inner join contacts on never_opened.lead_id = contacts.lead_id
    where
        (
            never_opened.window_days is null
            or whole_seconds(
                contacts.happened_at, never_opened.created_at,
                contacts.is_date_only or never_opened.created_is_date_only, $zone
            ) <= never_opened.window_days * 86400
        )
        and case
            when never_opened.lost_at is null then whole_seconds(
                never_opened.created_at, contacts.happened_at,
                contacts.is_date_only or never_opened.created_is_date_only, $zone
            ) < never_opened.won_within_days * 86400
            else is_from(
                contacts.happened_at, never_opened.lost_at,
                contacts.is_date_only or never_opened.lost_is_date_only, $zone
            )
        end
    group by all

)

select
    never_opened.lead_id,
    never_opened.created_on,
    never_opened.channel,
    never_opened.campaign_id,
    never_opened.region,
    never_opened.segment,
    never_opened.was_customer,
    never_opened.rep_id,
    never_opened.team,
    never_opened.age_days,
    never_opened.won_within_days,
    coalesce(leads_met.has_touch, false) as has_touch,
    coalesce(leads_met.has_activity, false) as has_activity
from never_opened
left join leads_met on never_opened.lead_id = leads_met.lead_id
order by never_opened.created_on, never_opened.lead_id
