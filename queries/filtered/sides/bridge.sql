-- The cohorts of two periods whose revenue is held against each other, and what they booked in the same number of days.

-- The days to win that hold now, else those asked for.
create macro filtered.bridge_days(as_of, wanted_days) as table
    select cast(coalesce(wanted_days, conversion.won) as integer) as within_days
    from agreements.conversion
    where
        conversion.effective_from <= cast(as_of as timestamptz)
        and conversion.effective_to > cast(as_of as timestamptz);

-- `now` ends where its last day still has had those days; `then` has as many days, from the start of the period compared with, or
-- from a year before where no other one is.
create macro filtered.bridge_arms(filters, before, as_of, wanted_days) as table
    with

    mature as (

        select
            days.within_days,
            least(
                coalesce((filters::filters).ends_on, data_days.whole_until), data_days.whole_until - days.within_days
            ) as ends_on
        from filtered.data_days(as_of) as data_days
        cross join filtered.bridge_days(as_of, wanted_days) as days

    ),

    period as (

        select
            within_days,
            coalesce((filters::filters).starts_on, cast(ends_on - interval 12 month as date)) as starts_on,
            ends_on
        from mature

    ),

    compared as (

        select
            *,
            case
                when (before::filters).starts_on is null or (before::filters).starts_on >= starts_on
                    then cast(starts_on - interval 12 month as date)
                else (before::filters).starts_on
            end as then_starts_on
        from period
        where starts_on < ends_on

    )

    select 'now' as arm, starts_on, ends_on, within_days
    from compared
    union all
    select 'then', then_starts_on, least(then_starts_on + cast(ends_on - starts_on as integer), starts_on), within_days
    from compared;

-- Leads created in either, each with its first handoff in those days and the new business it brought in them. points: of its first
-- 14 days, known before anybody works it. response is null where it was not handed over.
-- scoped: rep_id
create macro filtered.bridge_leads(filters, before, as_of, wanted_days) as table
    with

    cohort as (

        select
            arms.arm,
            leads.*,
            coalesce(date_diff('day', leads.created_on, leads.first_handed_on) < arms.within_days, false) as is_handed
        from marts.lead_points as leads
        inner join filtered.bridge_arms(filters, before, as_of, wanted_days) as arms
            on leads.created_on >= arms.starts_on and leads.created_on < arms.ends_on
        where filtered.keeps_lead(
            filters, leads.channel, leads.campaign_id, leads.rep_id, leads.team,
            leads.region, leads.segment, leads.was_customer
        )

    ),

    won as (

        select
            lead_deals.lead_id,
            arms.arm,
            cast(sum(coalesce(deal_parts.selected_cents, 0)) as bigint) as cents
        from marts.lead_deals
        inner join filtered.deal_parts(filters) as deal_parts on lead_deals.deal_id = deal_parts.deal_id
        inner join filtered.bridge_arms(filters, before, as_of, wanted_days) as arms
            on lead_deals.created_on >= arms.starts_on and lead_deals.created_on < arms.ends_on
        where lead_deals.days_to_won >= 0 and lead_deals.days_to_won < arms.within_days
        group by all

    )

    select
        leads.arm,
        leads.lead_id,
        cast(hash(leads.account_id) % 200 as bigint) as bucket,
        leads.channel,
        leads.rep_id,
        leads.points_14d as points,
        case when leads.is_handed then leads.first_response end as response,
        coalesce(leads.is_handed and leads.first_is_accepted, false) or won.lead_id is not null as is_accepted,
        won.lead_id is not null as is_won,
        coalesce(won.cents, 0) as cents
    from cohort as leads
    left join won on leads.lead_id = won.lead_id and leads.arm = won.arm;

-- What else was won in as many days and is no part of that: of no known lead, of leads the filters leave out, of customers. New
-- business of a known lead is all in lead_deals.
-- scoped: any rep_ids
create macro filtered.bridge_other_deals(filters, before, as_of, wanted_days) as table
    select
        arms.arm,
        deals.deal_id,
        cast(hash(coalesce(deals.account_id, 'deal ' || deals.deal_id)) % 200 as bigint) as bucket,
        case when deals.kind <> 'new' then deals.kind when lead_deals.deal_id is null then 'no known lead' else 'other leads' end as part,
        deals.rep_ids,
        coalesce(deal_parts.selected_cents, 0) as cents
    from marts.deals
    inner join filtered.deal_parts(filters) as deal_parts on deals.deal_id = deal_parts.deal_id
    left join marts.lead_deals on deals.deal_id = lead_deals.deal_id
    inner join filtered.bridge_arms(filters, before, as_of, wanted_days) as arms
        on
            coalesce(lead_deals.created_on, deals.opened_on) >= arms.starts_on
            and coalesce(lead_deals.created_on, deals.opened_on) < arms.ends_on
    where
        deals.is_won
        and filtered.keeps_deal(filters, deals.channel, deals.campaign_id, deals.region, deals.segment, deals.kind)
        and case
            when lead_deals.deal_id is null
                then filtered.is_within(deals.days_to_close, deals.is_date_only, arms.within_days)
            else
                lead_deals.days_to_won >= 0 and lead_deals.days_to_won < arms.within_days
                and not filtered.keeps_lead(
                    filters, lead_deals.channel, lead_deals.campaign_id, lead_deals.rep_id, lead_deals.team,
                    lead_deals.region, lead_deals.segment, lead_deals.was_customer
                )
        end;
