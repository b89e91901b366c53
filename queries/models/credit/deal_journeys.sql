-- The touches of a deal's buying group up to its end, counted from the newest backwards: the way to the deal.
--
-- Only touches with a campaign or a channel, in the widest window an agreement may ask for (365 days; any age where one
-- says so), so that rank and milestones are true in every narrower one. Ages are elapsed seconds in UTC; where a date is
-- all that is known, days are compared. A deal all of whose touches are dated after its close keeps them, at age 0, and
-- a check names it. Touches of a channel that both teams agreed earns no credit have ranks of their own: they count in a window that
-- holds no other touch, so only those newer than the newest other touch, whose age is credited_age_s. place ranks all touches
-- alike, is_counted says which ones earn in the window in force at the close. j_lead and j_opportunity are the newest touch at or before the lead's creation and the opportunity;
-- beyond the touches there are where none is. An opportunity is the deal's own: since the latest close of the group's earlier deals,
-- or since it was opened where one of them was still open then, and not after its own close.
--
-- grain: deal_id, is_uncredited, j
-- scope: cluster
-- reads: marts.deals, marts.deal_groups, canonical.touches, canonical.campaigns, canonical.leads, canonical.stage_entries,
--        canonical.deals, agreements.attribution
with

widest as (

    select case when bool_or(window_days is null) then null else 365 end as window_days
    from agreements.attribution

),

leads_of_groups as (

    select
        deal_groups.deal_id,
        min(leads.created_at) as lead_at,
        min_by(leads.created_at_is_date_only, leads.created_at) as lead_is_date_only
    from marts.deal_groups
    inner join canonical.leads on deal_groups.lead_id = leads.lead_id
    group by all

),

deals_of_leads as (

    select
        deal_groups.lead_id,
        deals.deal_id,
        deals.opened_at,
        deals.opened_at_is_date_only,
        deals.closed_at,
        deals.closed_at_is_date_only
    from marts.deal_groups
    inner join canonical.deals on deal_groups.deal_id = deals.deal_id

),

lives as (

    select
        deals.deal_id,
        bool_or(
            earlier.closed_at is null
            or not is_from(
                earlier.closed_at, deals.opened_at, earlier.closed_at_is_date_only or deals.opened_at_is_date_only, $zone
            )
        ) as began_beside_another,
        max(earlier.closed_at) as closed_before_at,
        max_by(
            earlier.closed_at_is_date_only, by_instant(earlier.closed_at, not earlier.closed_at_is_date_only)
        ) as closed_before_is_date_only
    from deals_of_leads as deals
    inner join deals_of_leads as earlier on deals.lead_id = earlier.lead_id
    where
        not is_from(
            deals.opened_at, earlier.opened_at, deals.opened_at_is_date_only or earlier.opened_at_is_date_only, $zone
        )
    group by all

),

opportunities_of_groups as (

    select
        deals.deal_id,
        min(stage_entries.entered_at) as opportunity_at,
        min_by(
            stage_entries.entered_at_is_date_only,
            by_instant(stage_entries.entered_at, stage_entries.entered_at_is_date_only)
        ) as opportunity_is_date_only
    from deals_of_leads as deals
    inner join canonical.stage_entries on deals.lead_id = stage_entries.lead_id
    left join lives on deals.deal_id = lives.deal_id
    where
        stage_entries.stage = 'opportunity'
        and case
            when lives.deal_id is null then true
            when lives.began_beside_another then
                is_from(
                    deals.opened_at, stage_entries.entered_at,
                    deals.opened_at_is_date_only or stage_entries.entered_at_is_date_only, $zone
                )
            else
                is_from(
                    lives.closed_before_at, stage_entries.entered_at,
                    lives.closed_before_is_date_only or stage_entries.entered_at_is_date_only, $zone
                )
        end
        and coalesce(
            is_from(
                stage_entries.entered_at, deals.closed_at,
                stage_entries.entered_at_is_date_only or deals.closed_at_is_date_only, $zone
            ),
            true
        )
    group by all

),

milestones as (

    select
        deals.deal_id,
        leads_of_groups.lead_at,
        coalesce(leads_of_groups.lead_is_date_only, false) as lead_is_date_only,
        coalesce(opportunities_of_groups.opportunity_at, deals.opened_at) as opportunity_at,
        case
            when opportunities_of_groups.opportunity_at is not null
                then coalesce(opportunities_of_groups.opportunity_is_date_only, false)
            else coalesce(deals.opened_at_is_date_only, false)
        end as opportunity_is_date_only
    from marts.deals
    left join leads_of_groups on deals.deal_id = leads_of_groups.deal_id
    left join opportunities_of_groups on deals.deal_id = opportunities_of_groups.deal_id

),

touches_of_groups as (

    select
        deals.deal_id,
        deals.outcome,
        deals.closed_on,
        deals.window_days,
        touches.touch_id,
        touches.lead_id,
        touches.touched_at,
        coalesce(touches.touched_at_is_date_only, false) as is_date_only,
        touches.campaign_id,
        coalesce(touches.channel, campaigns.channel) as channel,
        is_uncredited(coalesce(touches.channel, campaigns.channel), attribution.uncredited_channels) as is_uncredited,
        whole_seconds(
            touches.touched_at, deals.ends_at,
            touches.touched_at_is_date_only or coalesce(deals.closed_at_is_date_only, false), $zone
        ) as age_s,
        is_from(
            touches.touched_at, deals.ends_at,
            touches.touched_at_is_date_only or coalesce(deals.closed_at_is_date_only, false), $zone
        ) as is_before_close
    from marts.deals
    inner join marts.deal_groups on deals.deal_id = deal_groups.deal_id
    inner join canonical.touches on deal_groups.lead_id = touches.lead_id
    left join canonical.campaigns on touches.campaign_id = campaigns.campaign_id
    left join agreements.attribution
        on deals.ends_at >= attribution.effective_from
        and deals.ends_at < attribution.effective_to
    where touches.campaign_id is not null or touches.channel is not null

),

-- One sorted pass a deal, from the newest touch backwards. A touch after the close is only kept where all of them are. age_s is never
-- older than that of one before it: else a touch of which only the day is known could stay in a window while a later hour of
-- that day is out of it, and a window would no longer cut the old end alone. So places hold however much of that end is cut.
counted_from_newest as (

    select
        touches.*,
        max(is_before_close) over whole_deal is distinct from true as is_dating_error,
        min(age_s) filter (where is_before_close) over and_older as age_before_close,
        count(*) over so_far as place,
        count(*) filter (where is_before_close) over so_far as place_before_close,
        count(*) filter (where is_uncredited) over so_far as uncredited_place,
        count(*) filter (where is_uncredited and is_before_close) over so_far as uncredited_place_before_close
    from touches_of_groups as touches
    window
        whole_deal as (
            partition by deal_id order by touched_at desc, campaign_id desc, touch_id desc
            rows between unbounded preceding and unbounded following
        ),
        and_older as (
            partition by deal_id order by touched_at desc, campaign_id desc, touch_id desc
            rows between current row and unbounded following
        ),
        so_far as (
            partition by deal_id order by touched_at desc, campaign_id desc, touch_id desc
            rows unbounded preceding
        )

),

touches_with_age as (

    select
        * exclude (age_s, age_before_close, place, place_before_close, uncredited_place, uncredited_place_before_close),
        case when is_dating_error then 0 else age_before_close end as age_s,
        case when is_dating_error then place else place_before_close end as place,
        case when is_dating_error then uncredited_place else uncredited_place_before_close end as uncredited_place
    from counted_from_newest
    where is_dating_error or is_before_close

),

touches_in_widest as (

    select
        touches.*,
        touches.is_dating_error
        or touches.window_days is null
        or touches.age_s <= touches.window_days * 86400 as is_in_window,
        not is_from(
            touches.touched_at, milestones.lead_at, touches.is_date_only or milestones.lead_is_date_only, $zone
        ) as is_after_lead,
        not is_from(
            touches.touched_at, milestones.opportunity_at,
            touches.is_date_only or milestones.opportunity_is_date_only, $zone
        ) as is_after_opportunity
    from touches_with_age as touches
    inner join milestones on touches.deal_id = milestones.deal_id
    cross join widest
    where
        touches.is_dating_error
        or widest.window_days is null
        or touches.age_s <= widest.window_days * 86400

),

deals_counted as (

    select
        deal_id,
        min(age_s) filter (where not is_uncredited) as credited_age_s,
        count(*) filter (where not is_uncredited and is_after_lead is distinct from false) as after_lead,
        count(*) filter (where is_uncredited and is_after_lead is distinct from false) as uncredited_after_lead,
        count(*) filter (where not is_uncredited and is_after_opportunity is distinct from false) as after_opportunity,
        count(*) filter (where is_uncredited and is_after_opportunity is distinct from false)
            as uncredited_after_opportunity
    from touches_in_widest
    group by all

)

select
    touches.deal_id,
    case
        when touches.is_uncredited then touches.uncredited_place else touches.place - touches.uncredited_place
    end as j,
    touches.place,
    touches.touch_id,
    touches.lead_id,
    touches.touched_at,
    touches.campaign_id,
    touches.channel,
    touches.age_s,
    touches.is_in_window,
    touches.is_uncredited,
    deals_counted.credited_age_s,
    touches.is_in_window
    and earns_within(touches.is_uncredited, deals_counted.credited_age_s, touches.window_days) as is_counted,
    touches.is_dating_error,
    1 + case
        when touches.is_uncredited then deals_counted.uncredited_after_lead else deals_counted.after_lead
    end as j_lead,
    1 + case
        when touches.is_uncredited then deals_counted.uncredited_after_opportunity else deals_counted.after_opportunity
    end as j_opportunity,
    touches.outcome,
    touches.closed_on
from touches_in_widest as touches
inner join deals_counted on touches.deal_id = deals_counted.deal_id
order by touches.closed_on, touches.deal_id, touches.place
